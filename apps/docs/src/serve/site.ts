import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves what was built, as any web server would: a page is found without its `.html`. @param folder what to serve */
export function siteServer(folder = dist): Server {
  const server = createServer(async ({ url = "/" }, answer) => {
    const file = fileAt(url);
    if (file === undefined) return void answer.writeHead(400, text).end(`The address ${url} cannot be read.\n`);
    const content = await contentOf(join(folder, file));
    if (content !== undefined) return void answer.writeHead(200, { "content-type": typeOf(file) }).end(content);
    const missing = await contentOf(join(folder, "404.html"));
    if (missing === undefined) return void answer.writeHead(404, text).end(`There is no page ${url}.\n`);
    answer.writeHead(404, { "content-type": typeOf("404.html") }).end(missing);
  });
  const noTunnel = "HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n";
  return server.on("connect", (_, socket) => void socket.on("error", () => {}).end(noTunnel));
}

const text = { "content-type": "text/plain; charset=utf-8" };

async function contentOf(file: string): Promise<Buffer | undefined> {
  return await readFile(file).catch(() => undefined);
}

function typeOf(file: string): string {
  return types[extname(file)] ?? "application/octet-stream";
}

/** The file of an address, below the folder that is served; nothing where the address is none. */
function fileAt(url: string): string | undefined {
  try {
    const { pathname } = new URL(`http://site/${url.replace(/^\//, "")}`);
    const path = normalize(decodeURIComponent(pathname));
    if (path.endsWith("/")) return `${path}index.html`;
    return extname(path) === "" ? `${path}.html` : path;
  } catch {
    return undefined;
  }
}
