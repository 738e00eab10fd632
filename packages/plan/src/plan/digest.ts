const encoder = new TextEncoder();

/** Minimum number of characters that are hashed at once. */
const block = 64 * 1024;

/**
 * SHA-256 over lines as they arrive. Web Crypto only hashes complete data, so each block of lines is hashed together with the digest of
 * the block before it.
 */
export class Digest {
  #hex = "";
  #lines: string[] = [];
  #length = 0;

  async add(line: string): Promise<void> {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length >= block) await this.#hash();
  }

  /** In hexadecimal. */
  async end(): Promise<string> {
    await this.#hash();
    return this.#hex;
  }

  async #hash(): Promise<void> {
    const bytes = await crypto.subtle.digest("SHA-256", encoder.encode([this.#hex, ...this.#lines].join("\n")));
    [this.#lines, this.#length] = [[], 0];
    this.#hex = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}
