/** The inks that figures are drawn with; their colours stand in the style sheet, for light, dark and paper. */
export const inks = [
  "ink",
  "muted",
  "grid",
  "anode",
  "cathode",
  "purple",
  "green",
  "ghostA",
  "ghostB",
  "fault",
  "band",
  "charge",
  "discharge",
] as const;

export type Ink = (typeof inks)[number];

/** A colour for each ink, as CSS has them. */
export type Palette = Readonly<Record<Ink, string>>;
