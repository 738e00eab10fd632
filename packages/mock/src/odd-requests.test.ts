import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OwnProcess, startProcess } from "../test/own-process.ts";
import { rawConnection } from "../test/raw-connection.ts";
import { operationRequest, projectId, rawExchange, target } from "../test/raw-exchange.ts";
import { oddRequests, survives } from "../test/survives.ts";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const base = `/v1/${projectId}/cms`;
const list = (path = `${base}/workflow-list`) =>
  operationRequest(path, "", JSON.stringify({ sort_field: "create_time", sort_type: "DESC" }));
const head = (headers: string, method = "POST", to = target) => operationRequest(to, headers).replace("POST", method);

const servers = [
  { name: "the mock", args: ["--port", "0"], good: { request: operationRequest(), answer: /^HTTP\/1\.1 200 .*"success"/s } },
  {
    name: "the simulator",
    args: ["--port", "0", "--simulator"],
    good: { request: list(), answer: /^HTTP\/1\.1 200 .*"total_elements":7\D/s },
  },
];

describe.each(servers)("$name", ({ args, good }) => {
  let server: OwnProcess;
  beforeAll(async () => {
    server = await startProcess(main, ...args);
  });
  afterAll(() => server.stop());

  test.each([
    [
      "a Content-Type that is none",
      head("Content-Type: json\r\n"),
      415,
      "Content-Type: json is not a media type such as application/json.",
    ],
    ["Content-Type undefined", head("Content-Type: undefined\r\n"), 415, "Content-Type: undefined is not"],
    ["Content-Type null without a body", head("Content-Type: null\r\n"), 415, "Content-Type: null is not"],
    ["two of them", head("Content-Type: a/b\r\nContent-Type: a/b\r\n"), 415, "Content-Type: a/b, a/b is not"],
    ["an Accept that is none", head("Accept: json\r\n"), 406, "Accept: json is not a media type such as application/json."],
    [
      "a half of a letter",
      head("", "POST", target.replace("/w/", "/%E0%A4%A/")),
      400,
      "The path has a % that does not begin a UTF-8 character.",
    ],
    ["a half of a URL", head("", "POST", "http://["), 400, "The target http://[ is not a URL."],
    ["what is not HTTP", "hello\r\n\r\n", 400, "The request is not HTTP/1.1: Invalid method encountered."],
    ["an unknown method", head("", "FOO"), 400, "The request is not HTTP/1.1: Invalid method encountered."],
    ["a tunnel", head("", "CONNECT", "mock:80"), 405, "The mock is not a proxy: give its address as the endpoint."],
    ["an expectation", head("Expect: gold\r\n"), 417, "Expect: gold cannot be met."],
    ["a large head", head(`X: ${"x".repeat(300_000)}\r\n`), 431, "The request line and the headers have more than 256 KiB."],
    ["a large body", operationRequest(target, "", " ".repeat(10_485_761)), 413, "The body has more than 10 MiB."],
  ])("answers %s by naming the fault, and then the next request", async (_, request, status, sentence) => {
    const { text } = await rawExchange(server.port, request);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const { detail } = JSON.parse(text.slice(text.indexOf("\r\n\r\n"))) as { detail: string };
    expect(detail).toContain(sentence);
    expect((await rawExchange(server.port, good.request)).text).toMatch(good.answer);
    expect([server.alive, server.stderr]).toEqual([true, ""]);
  });

  test.each([
    ["Accept: *", head("Accept: *\r\n")],
    ["Java's Accept", head("Accept: text/html, image/gif, *; q=.2, */*; q=.2\r\n")],
    ["an Accept without an entry", head("Accept: ,\r\n")],
  ])("reads %s as any type", async (_, request) => {
    const known = args.includes("--simulator") ? 404 : 200;
    expect((await rawExchange(server.port, request)).text).toMatch(new RegExp(`^HTTP/1\\.1 ${known} `));
  });

  test("answers a whole request before the broken one behind it", async () => {
    const connection = await rawConnection(server.port);
    connection.send(`${good.request}hello\r\n\r\n`);
    await connection.ended();
    const answers = connection.packets.join("").split(/(?=HTTP\/1\.1 )/);
    expect(answers).toEqual([expect.stringMatching(good.answer), expect.stringMatching(/^HTTP\/1\.1 400 .*Invalid method/s)]);
  });

  test(`survives ${oddRequests}`, { timeout: 600_000 }, () =>
    survives(server, [target, `${base}/workflow-list`, `${base}/workflow/w/executions`, `${base}/workflow/w/executions/e/status`], good),
  );
});
