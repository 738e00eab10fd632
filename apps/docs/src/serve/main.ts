import { firstPort } from "./ports.ts";
import { serve } from "./serve.ts";

try {
  const { site, mocks, close } = await serve(firstPort);
  process.once("SIGINT", close).once("SIGTERM", close);
  const listening = Object.entries(mocks).map(([name, url]) => `A mock of ${name.toUpperCase()} listens on ${url}.\n`);
  process.stdout.write(`The site is at ${site}/ (Ctrl-C stops everything).\n${listening.join("")}`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  const { port } = error as unknown as { port: number };
  process.stderr.write(`Port ${port} is in use: stop what listens there, perhaps a mock, and try again.\n`);
  process.exitCode = 2;
}
