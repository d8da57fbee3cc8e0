/** The element of the page with that id; a page without it was built wrongly. */
export function element<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as E;
}

export const input = (id: string) => element<HTMLInputElement>(id);
export const select = (id: string) => element<HTMLSelectElement>(id);

/** Writes only what is new: a screen reader would read it out again. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function onClick(id: string, act: () => void): void {
  element(id).addEventListener("click", act);
}

/** An element with a text in it. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = "",
  className = "",
): HTMLElementTagNameMap[K] {
  const one = document.createElement(tag);
  one.textContent = text;
  if (className !== "") one.className = className;
  return one;
}

export function button(label: string, act: () => void): HTMLButtonElement {
  const one = made("button", label);
  one.type = "button";
  one.addEventListener("click", act);
  return one;
}

/** Fills a list of choices. */
export function choices(
  target: HTMLSelectElement,
  options: readonly (readonly [value: string, label: string])[],
): void {
  target.replaceChildren(
    ...options.map(([value, label]) => {
      const one = made("option", label);
      one.value = value;
      return one;
    }),
  );
}

/** Gives the browser a file to save. */
export function saveFile(name: string, content: string, type: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(new Blob([content], { type }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
