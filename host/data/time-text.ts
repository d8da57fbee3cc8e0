// Times as cyclers write them: seconds, durations, instants. Instants are local times of a computer nobody knows the zone
// of; they are read as if they were UTC, and only their differences are used unless a zone is given.

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Which of the first two numbers of `03/04/2024` is the month. */
export type DateOrder = "month first" | "day first";

/** Seconds of `1d 02:03:04.5`, `26:03:04.5` or `2:30`; undefined for anything else. */
export function readDuration(text: string, decimalComma: boolean): number | undefined {
  const clean = decimalComma ? text.replace(",", ".") : text;
  const match =
    /^(?:(\d+)\s*d(?:ays?)?[\s,]*|(\d+)\.(?=\d+:\d+:))?(\d+):([0-5]?\d):([0-5]?\d(?:\.\d*)?)$/iu.exec(
      clean,
    );
  if (match === null) return undefined;
  const days = Number(match[1] ?? match[2] ?? 0);
  return ((days * 24 + Number(match[3])) * 60 + Number(match[4])) * 60 + Number(match[5]);
}

/** Seconds since 1970 of an instant, read as UTC; undefined when the text is none in this order. */
export function readInstant(text: string, order: DateOrder): number | undefined {
  const [date = "", time = "", half = ""] = text.trim().split(/[\sT]+/u);
  const day = readDate(date, order);
  const second = readTimeOfDay(time, half);
  return day === undefined || second === undefined ? undefined : day + second;
}

function readDate(text: string, order: DateOrder): number | undefined {
  const parts = text.split(/[-./]/u);
  if (parts.length !== 3) return undefined;
  const [first = "", second = "", third = ""] = parts;
  if (/^\d{4}$/u.test(first)) return dayOf(first, Number(second), Number(third));
  const named = months.indexOf(second.toLowerCase().slice(0, 3));
  if (named >= 0 && /^[A-Za-z]{3,9}$/u.test(second)) return dayOf(third, named + 1, Number(first));
  const [month, day] =
    order === "month first" && !text.includes(".") ? [first, second] : [second, first];
  return dayOf(third, Number(month), Number(day));
}

function dayOf(yearText: string, month: number, day: number): number | undefined {
  if (!/^(\d{2}|\d{4})$/u.test(yearText)) return undefined;
  const year = Number(yearText) + (yearText.length === 2 ? 2000 : 0);
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && Number.isInteger(month) && Number.isInteger(day) ? ms / 1000 : undefined;
}

function readTimeOfDay(text: string, half: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d+))?)?(?:Z)?$/u.exec(text);
  if (match === null) return undefined;
  let hour = Number(match[1]);
  if (/^[ap]m$/iu.test(half)) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  } else if (half !== "") return undefined;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  return (hour * 60 + minute) * 60 + second + Number(`0.${match[4] ?? "0"}`);
}
