/** A JSON schema as far as the canary reads it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly additionalProperties?: boolean | Schema;
  readonly readOnly?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** The shape of an operation's JSON body. */
export interface JsonBody {
  readonly mediaType: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** A way to show credentials. */
export interface SecurityScheme {
  readonly type: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
}

/** One operation of a contract, with every reference followed. */
export interface Operation {
  readonly id: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: JsonBody | undefined;
  /** Schemes that together let a request in. Empty: no credentials needed. */
  readonly credentials: readonly SecurityScheme[];
  /** The permission that it requires (`x-permission`). */
  readonly permission: string | undefined;
  /** Whether a request without credentials has to be refused. */
  readonly needsCredentials: boolean;
}

/** A piece of an unchecked document. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the contract's author wrote
type Node = Record<string, any>;

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every operation of an OpenAPI 3 document. */
export function contractOperations(document: object): Operation[] {
  const root = document as Node;
  const follow = follower(root);
  return Object.entries<Node>(root.paths ?? {}).flatMap(([path, item]) => {
    const pathItem = follow(item);
    return methods.filter((method) => pathItem[method]).map((method) => operation(method, path, pathItem, root, follow));
  });
}

function operation(method: string, path: string, pathItem: Node, root: Node, follow: (node: Node) => Node): Operation {
  const own = follow(pathItem[method]);
  const parameters = [...(pathItem.parameters ?? []), ...(own.parameters ?? [])].map(follow) as unknown as Parameter[];
  const alternatives: Node[] = own.security ?? root.security ?? [];
  const schemes = Object.keys(alternatives[0] ?? {}).map(
    (name) => follow(root.components.securitySchemes[name]) as unknown as SecurityScheme,
  );
  return {
    id: own.operationId,
    method: method.toUpperCase(),
    path,
    parameters: [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()],
    body: own.requestBody ? jsonBody(follow(own.requestBody)) : undefined,
    credentials: schemes,
    permission: own["x-permission"],
    needsCredentials: alternatives.length > 0 && alternatives.every((alternative) => Object.keys(alternative).length > 0),
  };
}

function jsonBody(requestBody: Node): JsonBody | undefined {
  const mediaType = Object.keys(requestBody.content ?? {}).find((name) => /^application\/([^/]+\+)?json\b/.test(name));
  if (mediaType === undefined) return undefined;
  return { mediaType, required: requestBody.required === true, schema: {}, ...requestBody.content[mediaType] };
}

/** Follows references lazily and within the document, so that a schema may contain itself. */
function follower(root: Node): (node: Node) => Node {
  const followed = new WeakMap<object, Node>();
  const follow = <T>(node: T): T => {
    if (node === null || typeof node !== "object") return node;
    return followObject(node) as T;
  };
  const followObject = (node: Node): Node => {
    const target = typeof node.$ref === "string" ? follow(lookUp(root, node.$ref)) : node;
    const known = followed.get(target);
    if (known) return known;
    const view: Node = new Proxy(target, { get: (object, key) => follow(Reflect.get(object, key)) });
    followed.set(target, view).set(view, view);
    return view;
  };
  return follow;
}

function lookUp(root: Node, ref: string): Node {
  if (!ref.startsWith("#/")) throw new Error(`The canary does not follow ${ref}: bundle the contract into one document first.`);
  const keys = ref.slice(2).split("/");
  const found = keys.reduce<Node | undefined>(
    (node, key) => node?.[decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~")],
    root,
  );
  if (found === undefined) throw new Error(`The contract refers to ${ref}, which is not there.`);
  return found;
}
