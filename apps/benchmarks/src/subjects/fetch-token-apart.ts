import { origin, path, query, token } from "./settings.ts";

/** The same over a connection of its own each time, as whoever must not send twice has to ask of a `fetch`. */
export async function call(): Promise<void> {
  const response = await fetch(`${origin}${path}?${query}`, {
    method: "POST",
    headers: { "x-auth-token": token, "content-type": "application/json", accept: "application/json", connection: "close" },
  });
  const answer = (await response.json()) as { result?: string };
  if (response.status !== 200 || answer.result !== "success") throw new Error(`unexpected answer: ${response.status}`);
}
