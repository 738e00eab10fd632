/** Takes out what would steer a terminal: texts may repeat what a server said, and escape sequences in it could hide or forge lines. */
export function printable(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (character) => (character === "\n" ? character : ""));
}
