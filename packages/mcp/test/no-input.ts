import { Readable } from "node:stream";

// The client has gone away before it has said anything.
Object.defineProperty(process, "stdin", { value: Readable.from([]) });
