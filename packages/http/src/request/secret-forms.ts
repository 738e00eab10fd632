/** So much of the beginning of a secret gives it away. */
const tellingLength = 20;

/** A form in which a secret may be quoted: what a quotation begins with, and where it ends. */
interface Form {
  readonly beginning: string;
  /** Index behind the quotation that begins at `start`. */
  end(text: string, start: number): number;
}

/** What is shorter is not looked for in capitals: too many words are written like it. */
const shortestToCapitalise = 8;

/** The forms of a secret: as it is, in capitals and small letters, percent-encoded and in base64, each from its beginning of 20 characters on. */
export function formsOf(secret: string): readonly Form[] {
  const cases = secret.length < shortestToCapitalise ? [secret] : [...new Set([secret, secret.toUpperCase(), secret.toLowerCase()])];
  return [...cases.flatMap(writtenForms), ...base64Forms(secret.slice(0, tellingLength))];
}

/** As it is, and percent-encoded with digits in capitals or small letters. */
function writtenForms(secret: string): readonly Form[] {
  const beginning = secret.slice(0, tellingLength);
  const encoded = percentEncoded(beginning) ?? beginning;
  const small = encoded.replace(/%../g, (octet) => octet.toLowerCase());
  return [
    { beginning, end: (text, start) => start + sameLength(secret, text, start) },
    ...[...new Set([encoded, small])].filter((each) => each !== beginning).map(encodedForm),
  ];
}

/** Without the last characters, which depend on what comes after: three bytes make four. */
function base64Forms(beginning: string): readonly Form[] {
  return beginning.length >= tellingLength && isLatin1(beginning) ? [encodedForm(base64Of(beginning.slice(0, 18)))] : [];
}

/** A short secret where it is a word of its own. */
export function wordForm(secret: string): RegExp {
  return new RegExp(`(?<![\\w-])${secret.replace(/[^\w]/g, "\\$&")}(?![\\w-])`, "g");
}

const entities: Readonly<Record<string, string>> = {
  ...{ amp: "&", apos: "'", equals: "=", grave: "`", gt: ">", lt: "<", num: "#", plus: "+", quot: '"', sol: "/" },
};

/** Undoes the escapes of HTML. */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,5})|#(\d{1,6})|([a-z]{2,6}));/gi, (whole, hex?: string, decimal?: string, name = "") => {
    if (hex === undefined && decimal === undefined) return entities[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** The text with a placeholder for each quotation in this form. */
export function withoutForm(text: string, { beginning, end }: Form, placeholder: string): string {
  let clean = "";
  let from = 0;
  for (let start = text.indexOf(beginning); start >= 0; start = text.indexOf(beginning, from)) {
    clean += text.slice(from, start) + placeholder;
    from = end(text, start);
  }
  // Stryker disable next-line ConditionalExpression: a shortcut to the same text.
  return from === 0 ? text : clean + text.slice(from);
}

function encodedForm(beginning: string): Form {
  const rest = /[\w%+/=~.-]*/y;
  return {
    beginning,
    end(text, start) {
      rest.lastIndex = start + beginning.length;
      rest.test(text);
      return rest.lastIndex;
    },
  };
}

function sameLength(secret: string, text: string, start: number): number {
  let length = 0;
  // Stryker disable next-line EqualityOperator: ends one later, behind the text.
  while (length < secret.length && text[start + length] === secret[length]) length++;
  return length;
}

/** Nothing for half of a surrogate pair. */
function percentEncoded(text: string): string | undefined {
  try {
    return encodeURIComponent(text);
    // Stryker disable next-line BlockStatement: returning nothing gives undefined too.
  } catch {
    return undefined;
  }
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Of bytes whose number is a multiple of three. By hand, since the realms of test runners have neither `btoa` nor `Buffer`. */
function base64Of(bytes: string): string {
  return bytes.replace(/.{3}/gs, (three) => {
    const bits = (three.charCodeAt(0) << 16) | (three.charCodeAt(1) << 8) | three.charCodeAt(2);
    return [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63]).join("");
  });
}

function isLatin1(text: string): boolean {
  return /^[\0-\xff]*$/.test(text);
}
