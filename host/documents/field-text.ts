import { formatQuantity } from "../../src/document/quantity-text.js";
import type { Field } from "../../src/document/table.js";

/** What a field takes, in words; `quote` marks what is written as it stands. */
export function fieldText(field: Field, quote: (text: string) => string = (text) => text): string {
  switch (field.kind) {
    case "quantity": {
      const range = `${formatQuantity(field.min, field.unit)} to ${formatQuantity(field.max, field.unit)}`;
      if (field.default === undefined) return range;
      return `${range}; ${formatQuantity(field.default, field.unit)} when left out`;
    }
    case "choice":
      return field.of.map((word) => quote(`"${word}"`)).join(" or ");
    case "flag":
      return quote("true");
    case "integer":
      return `a whole number from ${field.min} to ${field.max}`;
    default:
      return field.kind;
  }
}
