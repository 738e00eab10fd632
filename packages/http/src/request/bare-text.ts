/** Where something stands in a text: from the first index to before the second. */
export type Span = readonly [start: number, end: number];

const entities: Readonly<Record<string, string>> = {
  ...{ amp: "&", apos: "'", equals: "=", grave: "`", gt: ">", lt: "<", num: "#", plus: "+", quot: '"', sol: "/" },
};

/** The places in a text from which the characters of another were made. */
export class Origins {
  #starts: Uint32Array;
  #ends: Uint32Array;

  /** Of a text of this length, each of its own place. */
  constructor(length: number) {
    this.#starts = Uint32Array.from({ length }, (_, index) => index);
    this.#ends = this.#starts.map((index) => index + 1);
  }

  /** Where these characters come from. */
  of([start, end]: Span): Span {
    return [this.#starts[start] as number, this.#ends[end - 1] as number];
  }

  /** Begins to note the change of a text: which parts of it, in their order, become how many characters, never more than they had; and its end. */
  change(): { part(start: number, end: number, length: number): void; done(): void } {
    const [starts, ends] = [this.#starts, this.#ends];
    let [from, to] = [0, 0];
    const keepUntil = (end: number) => {
      for (; from < end; from++, to++) {
        starts[to] = starts[from] as number;
        ends[to] = ends[from] as number;
      }
    };
    return {
      part(start, end, length) {
        keepUntil(start);
        const [first, last] = [starts[start] as number, ends[end - 1] as number];
        for (const stop = to + length; to < stop; to++) {
          starts[to] = first;
          ends[to] = last;
        }
        from = end;
      },
      done: () => {
        keepUntil(starts.length);
        this.#starts = starts.subarray(0, to);
        this.#ends = ends.subarray(0, to);
      },
    };
  }
}

/** The escapes of addresses, of HTML, and of JSON and JavaScript. */
const escapes = /(?:%[\da-f]{2})+|&#x[\da-f]{1,5};|&#\d{1,6};|&[a-z]{2,6};|\\u[\da-f]{4}|\\x[\da-f]{2}|\\[nrt"'\\/]/gi;

/** The characters that an encoding may add, drop or exchange: blanks and folds, and the `+` that is a blank in a form. */
const loose = /[\s+\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;

/** Escapes may be escaped. */
const mostLayers = 4;

/** A text without its escapes. @param origins the place in the original of each character of the text; brought up to date */
export function unescapedText(text: string, origins?: Origins): string {
  let now = text;
  for (let layer = 0; layer < mostLayers; layer++) {
    const next = replaced(now, escapes, readEscape, origins);
    if (next === now) break;
    now = next;
  }
  return now;
}

/** The part of an unescaped text that all its encodings share: lower case, without blanks and `+`. */
export function bareText(unescaped: string, origins?: Origins): string {
  return replaced(unescaped, loose, "", origins)
    .replaceAll("_", "/")
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function replaced(text: string, pattern: RegExp, by: "" | ((whole: string) => string), origins: Origins | undefined): string {
  if (origins === undefined) return text.replace(pattern, by as string);
  const change = origins.change();
  const result = text.replace(pattern, (whole, start: number) => {
    const value = by === "" ? by : by(whole);
    change.part(start, start + whole.length, value.length);
    return value;
  });
  change.done();
  return result;
}

const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function readEscape(whole: string): string {
  const second = whole.charAt(1);
  if (whole.startsWith("%")) return withoutPercent(whole);
  if (whole.startsWith("\\")) return whole.length > 2 ? character(whole.slice(2), 16) : (controls[second.toLowerCase()] ?? second);
  if (second !== "#") return entities[whole.slice(1, -1).toLowerCase()] ?? whole;
  return /x/i.test(whole) ? character(whole.slice(3, -1), 16) : character(whole.slice(2, -1), 10);
}

function character(digits: string, radix: number): string {
  return String.fromCodePoint(Number.parseInt(digits, radix));
}

function withoutPercent(octets: string): string {
  try {
    return decodeURIComponent(octets);
  } catch {
    return octets.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
