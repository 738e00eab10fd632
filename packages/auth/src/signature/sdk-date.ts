/** A time as the header X-Sdk-Date has it: UTC, `YYYYMMDDTHHMMSSZ`. */
export function formatSdkDate(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** The same for times that follow each other closely: formats once per second. */
export function sdkDates(): (milliseconds: number) => string {
  let second = Number.NaN;
  // Stryker disable next-line StringLiteral: never read.
  let text = "";
  return (milliseconds) => {
    // Stryker disable next-line ArithmeticOperator: caches less.
    const current = Math.floor(milliseconds / 1000);
    // Stryker disable next-line ConditionalExpression: caches nothing.
    if (current !== second) {
      text = formatSdkDate(milliseconds);
      second = current;
    }
    return text;
  };
}

/** Reads such a time: milliseconds since 1970, or undefined if the text is something else. */
export function parseSdkDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
