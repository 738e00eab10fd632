/** Parameters behind a media type; one that is quoted may contain a comma. */
const parameters = /;(?:[^",]|"(?:[^"\\]|\\.)*")*/g;

/**
 * Does a `Content-Type` name this media type, with any parameters? A header that came twice has to name it twice. A suffix such as
 * `+json` only says how to parse: what it means is for another type to say.
 *
 * @param type in lower case
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3 and https://www.rfc-editor.org/rfc/rfc6838#section-4.2.8
 */
export function isMediaType(contentType: string, type: string): boolean {
  const types = contentType.replace(parameters, "").split(",");
  return types.every((each) => each.trim().toLowerCase() === type);
}

/** The charset that a `Content-Type` names, if it is a plain word. */
export function charsetOf(contentType = ""): string | undefined {
  return /;\s*charset="?([\w-]{1,40})/i.exec(contentType)?.[1];
}
