import { origin, path, query, token } from "../scripts/settings.ts";

export const call = () => callWith({});

/** @param more further headers */
export async function callWith(more: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${origin}${path}?${query}`, {
    method: "POST",
    headers: { "x-auth-token": token, "content-type": "application/json", accept: "application/json", ...more },
  });
  const answer = (await response.json()) as { result?: string };
  if (response.status !== 200 || answer.result !== "success") throw new Error(`unexpected answer: ${response.status}`);
}
