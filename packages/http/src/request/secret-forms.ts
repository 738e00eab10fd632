import { bareText, Origins, type Span, unescapedText } from "./bare-text.ts";

/** So much of a secret gives it away, from wherever in it. */
const tellingLength = 20;

/** A shorter secret, once it is bare, is not searched for across blanks and in the other case: too many words look like it. */
const shortestBare = 4;

/** Fewer digits of base64 or hexadecimal are not looked for: too many words and ids are written like them. */
const fewestDigits = 8;

/** One way to write a secret, laid bare. */
interface Form {
  readonly text: string;
  /** The beginning of a quotation from the beginning of the secret. */
  readonly beginning: string;
  /** The end of a quotation of the end of a longer secret; only if it is not encoded. */
  readonly end: string | undefined;
  /** The text around it, in the same encoding, belongs to the quotation. */
  readonly spreads: boolean;
}

/** Parts of forms that begin at every eighth character: each quotation of 20 characters contains one of them. */
type Parts = ReadonlyMap<string, readonly [form: Form, at: number]>;

const partLength = 12;
const partDistance = 8;

/** Finds quotations of secrets, however they are written. */
export class SecretFinder {
  readonly #secrets: readonly string[];
  readonly #words: readonly string[];
  #forms: readonly Form[] | undefined;
  #parts: Parts | undefined;

  /** @param words secrets that are so short that only their encodings are looked for */
  constructor(secrets: readonly string[], words: readonly string[] = []) {
    this.#secrets = secrets;
    this.#words = words;
  }

  /**
   * Where secrets are quoted: whole, from their beginning on or up to their end (20 characters or more).
   *
   * @param thorough looks for 20 characters from the middle of a secret as well
   */
  find(text: string, thorough: boolean): Span[] {
    const spans = this.#secrets.flatMap((secret) => occurrences(text, secret));
    const bare = bareText(unescapedText(text));
    this.#forms ??= [...this.#secrets.flatMap(formsOf), ...this.#words.flatMap(encodedForms)];
    if (thorough) this.#parts ??= partsOf(this.#forms);
    const parts = thorough && this.#parts ? partsIn(bare, this.#parts) : [];
    const found = this.#forms.flatMap((form) => [...beginningsIn(bare, form), ...endsIn(bare, form)]).concat(parts);
    if (found.length === 0) return spans;
    const origins = new Origins(text.length);
    bareText(unescapedText(text, origins), origins);
    return spans.concat(placed(text, found, origins));
  }

  /** Is it obvious that a text without escapes quotes no secret, neither from its beginning nor up to its end? */
  isAbsent(text: string): boolean {
    return !this.#secrets.some((secret) => {
      const beginning = secret.slice(0, tellingLength);
      const end = secret.slice(-tellingLength);
      const encoded = secret.length < tellingLength ? beginning : base64Of(bytesOf(beginning).slice(0, 18));
      const parts = [beginning, beginning.toUpperCase(), beginning.toLowerCase(), end, end.toUpperCase(), end.toLowerCase(), encoded];
      return parts.some((each) => text.includes(each));
    });
  }
}

/** Where a short secret is a word of its own, also behind escapes. */
export function wordsIn(text: string, words: readonly RegExp[]): Span[] {
  const within = (it: string) =>
    words.flatMap((word) => Array.from(it.matchAll(word), ({ index, 0: whole }): Span => [index, index + whole.length]));
  const unescaped = unescapedText(text);
  const found = within(unescaped);
  if (unescaped === text || found.length === 0) return within(text);
  const origins = new Origins(text.length);
  unescapedText(text, origins);
  return within(text).concat(found.map((span) => origins.of(span)));
}

/** A short secret where it is a word of its own; in capitals too where few words are written like it. */
export function wordForm(secret: string): RegExp {
  return new RegExp(`(?<![\\w-])${secret.replace(/[^\w]/g, "\\$&")}(?![\\w-])`, secret.length > 6 ? "gi" : "g");
}

/** The text with a placeholder for what stands at these places. */
export function withoutSpans(text: string, spans: readonly Span[], placeholder: string): string {
  let clean = "";
  let done = 0;
  let covered = -1;
  for (const [start, end] of [...spans].sort(([one], [other]) => one - other)) {
    if (start > covered) clean += text.slice(done, start) + placeholder;
    covered = Math.max(covered, end);
    done = covered;
  }
  return clean + text.slice(done);
}

interface Found {
  readonly span: Span;
  readonly form: Form;
}

function formsOf(secret: string): readonly Form[] {
  const isLong = secret.length > tellingLength;
  const beginning = bared(isLong ? secret.slice(0, tellingLength) : secret);
  const end = isLong ? bared(secret.slice(-tellingLength)) : undefined;
  const plain = { text: bared(secret), beginning, end, spreads: false };
  return beginning.length < shortestBare ? encodedForms(secret) : [plain, ...encodedForms(secret)];
}

function encodedForms(secret: string): readonly Form[] {
  const bytes = bytesOf(secret);
  const base64 = [0, 1, 2].map((skipped) => base64Of(bytes.slice(skipped)));
  const inAddresses = base64.filter((text) => text.includes("+")).map((text) => text.replaceAll("+", "-"));
  return [...base64, ...inAddresses, hexOf(bytes)]
    .map((text) => bareText(text))
    .filter(({ length }) => length >= fewestDigits)
    .map((text) => ({ text, beginning: text.slice(0, tellingLength), end: undefined, spreads: true }));
}

function bared(secret: string): string {
  return bareText(unescapedText(secret));
}

function occurrences(text: string, part: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) spans.push([at, at + part.length]);
  return spans;
}

function beginningsIn(bare: string, form: Form): Found[] {
  const found: Found[] = [];
  for (let start = bare.indexOf(form.beginning); start >= 0; ) {
    const end = sameUntil(bare, start, form.text, 0);
    found.push({ form, span: [start, Math.max(end, start + form.beginning.length)] });
    start = bare.indexOf(form.beginning, Math.max(end, start + 1));
  }
  return found;
}

function endsIn(bare: string, { end, ...form }: Form): Found[] {
  if (end === undefined) return [];
  return occurrences(bare, end).map(([start, stop]) => {
    let length = end.length;
    while (start > 0 && bare[start - 1] === form.text[form.text.length - length - 1]) {
      start--;
      length++;
    }
    return { form: { ...form, end }, span: [start, stop] };
  });
}

function partsOf(forms: readonly Form[]): Parts {
  const parts = new Map<string, readonly [Form, number]>();
  for (const form of forms) {
    for (let at = 0; at + partLength <= form.text.length; at += partDistance) {
      const part = form.text.slice(at, at + partLength);
      if (!parts.has(part)) parts.set(part, [form, at]);
    }
  }
  return parts;
}

function partsIn(bare: string, parts: Parts): Found[] {
  const found: Found[] = [];
  let done = 0;
  // Stryker disable next-line ConditionalExpression: a shortcut.
  if (parts.size === 0) return found;
  for (let at = 0; at + partLength <= bare.length; at++) {
    const part = parts.get(bare.slice(at, at + partLength));
    if (part === undefined) continue;
    const [form, place] = part;
    let before = 0;
    while (before < place && at - before > done && bare[at - before - 1] === form.text[place - before - 1]) before++;
    const end = sameUntil(bare, at, form.text, place);
    if (end - at + before < tellingLength) continue;
    found.push({ form, span: [at - before, end] });
    done = end;
    at = end - 1;
  }
  return found;
}

/** Index behind what both texts have in common from here on. */
function sameUntil(text: string, start: number, other: string, from: number): number {
  let length = 0;
  while (from + length < other.length && text[start + length] === other[from + length]) length++;
  return start + length;
}

/** The places in the text; each run of characters of an encoding is walked through once. */
function placed(text: string, found: readonly Found[], origins: Origins): Span[] {
  const encoded = /[\w+/=~.%-]/;
  let done = 0;
  return [...found]
    .sort(({ span: [one] }, { span: [other] }) => one - other)
    .map(({ span, form }) => {
      let [start, end] = origins.of(span);
      if (!form.spreads || end <= done) return [start, end];
      while (start > done && encoded.test(text[start - 1] as string)) start--;
      while (end < text.length && encoded.test(text[end] as string)) end++;
      done = end;
      return [start, end];
    });
}

/** The bytes of a text in UTF-8, one character each. */
function bytesOf(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function hexOf(bytes: string): string {
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Without the last one or two bytes, whose digits depend on what comes after. By hand, since the realms of test runners have neither `btoa` nor `Buffer`. */
function base64Of(bytes: string): string {
  return bytes.slice(0, bytes.length - (bytes.length % 3)).replace(/.{3}/gs, (three) => {
    const bits = (three.charCodeAt(0) << 16) | (three.charCodeAt(1) << 8) | three.charCodeAt(2);
    return [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63]).join("");
  });
}
