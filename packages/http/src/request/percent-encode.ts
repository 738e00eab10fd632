/** Percent-encodes all but the unreserved characters of RFC 3986, so that any text is one path segment or one query value. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
