/** How much of an answer is read, in bytes. */
const limit = 256 * 1024;

/** The body as text, as far as it was read, and why that is not all of it. */
export interface BodyText {
  readonly text: string;
  readonly defect?: string;
  readonly cause?: unknown;
}

/** Reads a body up to 256 KiB; ends the stream as soon as it is longer. Never throws. */
export async function readBody(response: Response): Promise<BodyText> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "" };
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode() };
      size += value.byteLength;
      text += decoder.decode(value.subarray(0, Math.max(0, limit - size + value.byteLength)), { stream: true });
      if (size > limit) {
        await reader.cancel();
        return { text, defect: "the body is longer than 256 KiB" };
      }
    }
  } catch (cause) {
    return { text, defect: "the body ended too early or could not be decoded", cause };
  }
}
