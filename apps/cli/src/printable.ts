/** Takes out what would steer a terminal: texts may repeat what a server said, and escape sequences in it could hide or forge lines. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => (character === "\n" ? character : ""));
}
