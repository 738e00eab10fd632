/** Modules of Node, loaded when they are first used: each takes a noticeable part of the time that a command takes to start. */

/** Loaded without WebCrypto, which an import would bring along. */
export const nodeCrypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

export const files = (): typeof import("node:fs/promises") => process.getBuiltinModule("node:fs").promises;

export const homeFolder = (): string => process.getBuiltinModule("node:os").homedir();
