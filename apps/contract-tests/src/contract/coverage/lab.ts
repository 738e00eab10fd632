import { isDeepStrictEqual } from "node:util";
import { call, createConnection, isAomError } from "@aom-workflow/http";
import { startMock } from "@aom-workflow/mock";
import { operations as aomOperations, type Operation as Callable } from "@aom-workflow/types";
import { operations as iamOperations } from "@aom-workflow/types/iam";
import { statusOf } from "../../fixtures/status-of.ts";
import type { AnswerCell, Cell, RequestCell } from "./cells.ts";
import { type Contract, readContract } from "./document.ts";
import { secondValidator } from "./second-validator.ts";

const token = { "X-Auth-Token": "token" };

/** Where the contract is played. */
interface Served {
  readonly url: string;
  readonly prismUrl: string;
  close(): Promise<void>;
}

/** Where cells of a contract are tried. */
export interface Lab extends AsyncDisposable {
  readonly contract: Contract;
  /** Says what went wrong with a cell; nothing where all agree with the contract. */
  attempt(cell: Cell): Promise<string | undefined>;
}

/**
 * A mock of the contract, a second validator, and our own client.
 *
 * @param prism address of a Prism that already serves the contract; by default a mock is started
 */
export async function openLab(name: "aom" | "iam", prism?: string): Promise<Lab> {
  const contract = readContract(name);
  const mock = prism === undefined ? await startMock({ contract: contract.file }) : { url: prism, prismUrl: prism, close: async () => {} };
  const validator = secondValidator(contract);
  const callables: Readonly<Record<string, Callable>> = name === "aom" ? { ...aomOperations } : { ...iamOperations };
  return {
    contract,
    async attempt(cell) {
      const callable = callables[cell.operation.name];
      if (callable === undefined) return "nothing is generated for it";
      return cell.kind === "request" ? tryRequest(cell, callable, mock, validator) : tryAnswer(cell, callable, mock, validator);
    },
    [Symbol.asyncDispose]: () => mock.close(),
  };
}

type Validator = ReturnType<typeof secondValidator>;

async function tryRequest(cell: RequestCell, callable: Callable, mock: Served, validator: Validator): Promise<string | undefined> {
  const prism = (await sendRaw(cell, mock.prismUrl)) < 400;
  const ajv = validator.allows(cell);
  const client = await sends(cell, callable, mock);
  const said = [
    prism !== ajv && !isMissingToPrism(cell) && `Prism ${verb(prism)} it, the second validator ${verb(ajv)} it`,
    cell.isAllowed !== undefined && ajv !== cell.isAllowed && `the contract ${verb(cell.isAllowed)} it, the validators do not`,
    !client && ajv && "our client refuses what the contract allows",
    client && !ajv && !unknownToClient.has(cell.constraint) && "our client sends what the contract forbids",
  ];
  return said.filter(Boolean).join("; ") || undefined;
}

/** Prism takes an empty value of an optional parameter in the query for one that is missing. */
export function isMissingToPrism({ operation, values }: Pick<RequestCell, "operation" | "values">): boolean {
  return operation.parameters.some(({ name, in: where, required }) => where === "query" && !required && values[name] === "");
}

/** What the generated operation does not carry; the service refuses it. */
const unknownToClient = new Set(["if", "minProperties", "uniqueItems"]);

function verb(isAllowed: boolean): string {
  return isAllowed ? "allows" : "forbids";
}

async function tryAnswer(cell: AnswerCell, callable: Callable, mock: Served, validator: Validator): Promise<string | undefined> {
  const { operation, status, example, body } = cell;
  const values = Object.fromEntries(operation.parameters.map((it) => [it.name, it.example]));
  const [sent] = Object.values(operation.body?.examples ?? {});
  const connection = createConnection({
    endpoint: mock.url,
    service: "it",
    auth: "token",
    retry: false,
    transport: preferring(`code=${status}, example=${example}`),
  });
  const result = await call(connection, callable, inputOf(callable, values, sent));
  const received = result.ok ? result.data : "body" in result.error ? result.error.body : undefined;
  const said = [
    result.status !== status && `our client says ${result.status}`,
    result.ok !== status < 300 && `our client takes it for ${result.ok ? "a success" : "a failure"}`,
    status < 300 && !isDeepStrictEqual(received, body) && "our client gives another body",
    !validator.declares(cell) && "the second validator does not find it in the contract",
    validator.declares({ ...cell, body: "no object" }) && "the second validator would take anything",
  ];
  return said.filter(Boolean).join("; ") || undefined;
}

/** Does our client send it? */
async function sends({ values, body }: RequestCell, callable: Callable, mock: Served): Promise<boolean> {
  let isSent = false;
  const transport = async () => {
    isSent = true;
    throw new Error("It was sent.");
  };
  const connection = createConnection({ endpoint: mock.url, service: "it", auth: "token", retry: false, transport });
  const result = await call(connection, callable, inputOf(callable, values, body));
  if (!isSent && !(isAomError(result.ok ? undefined : result.error) && !result.ok && result.error.code === "invalid-input"))
    throw new Error("It was neither sent nor refused.");
  return isSent;
}

function inputOf({ parameters }: Callable, values: Readonly<Record<string, unknown>>, body: unknown): object {
  const given = parameters.flatMap(({ name, input, in: where }) => {
    const value = where !== "body" ? values[name] : name === "" ? body : (body as Record<string, unknown> | undefined)?.[name];
    return value === undefined ? [] : [[input, value]];
  });
  return Object.fromEntries(given);
}

/** Sends with a header that makes Prism give one of the contract's answers. */
function preferring(prefer: string): NonNullable<Parameters<typeof createConnection>[0]["transport"]> {
  return async ({ method, url, headers, body }) => {
    const answer = await fetch(url, { method, headers: { ...headers, prefer }, body: body ?? null });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text(), redirected: false };
  };
}

/** Sends what our client would not. */
function sendRaw({ operation, values, body }: RequestCell, url: string): Promise<number> {
  const query = new URLSearchParams();
  let { path } = operation;
  for (const { name, in: where } of operation.parameters) {
    const value = values[name];
    if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (value !== undefined) query.append(name, String(value));
  }
  const headers = { ...token, ...(operation.body && { "Content-Type": "application/json" }) };
  return statusOf(url, {
    method: operation.method,
    target: query.size > 0 ? `${path}?${query}` : path,
    headers,
    body: operation.body === undefined || body === undefined ? undefined : JSON.stringify(body),
  });
}
