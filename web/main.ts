// Runs in the operator's browser: one rig, whichever line leads to it, and everything to be seen and ordered of it.

import { Page } from "./page.js";

// The page is painted first, then it begins to work.
requestAnimationFrame(() => setTimeout(() => new Page().begin()));
