import type { PlainRequest, PlainResponse, Transport } from "@aom-workflow/http";
import { type Client, type ClientOptions, createClient } from "../src/create-client.ts";
import { answer, projectId, secret } from "./scripted-client.ts";

/** How a server handles a request: `url` without the address of the project. */
export type Route = (route: string, body: Record<string, unknown>) => PlainResponse | Error | Promise<PlainResponse>;

/** A client whose server responds by route, and the requests that it received. */
export function routedClient(
  route: Route,
  options: Partial<ClientOptions> = {},
): { readonly aom: Client; readonly asked: string[]; readonly warnings: string[] } {
  const asked: string[] = [];
  const warnings: string[] = [];
  const transport: Transport = async ({ method, url, body }: PlainRequest) => {
    const path = `${method} ${url.split("/cms/")[1]}`;
    asked.push(path);
    const made = await route(path, body === undefined ? {} : JSON.parse(body));
    if (made instanceof Error) throw made;
    return made;
  };
  const hooks = { onWarning: ({ message }: { message: string }) => void warnings.push(message) };
  const aom = createClient({ endpoint: "http://127.0.0.1:4010", projectId, auth: secret, transport, retry: false, hooks, ...options });
  return { aom, asked, warnings };
}

export const notFound = () => answer(404, { error_code: "AOM.31001306", error_msg: "Execution not exist." });
export const forbidden = () => answer(403, { error_code: "AOM.0403", error_msg: "Forbidden" });

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
