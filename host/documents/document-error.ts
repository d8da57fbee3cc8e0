import { DocumentError, Problems } from "../../src/document/problems.js";

/** An error about the whole of one document. */
export function documentError(path: string, message: string): DocumentError {
  const problems = new Problems();
  problems.add(path, message);
  return new DocumentError(problems);
}
