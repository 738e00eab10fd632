import { serve } from "./serve.ts";

try {
  const { site, aom, iam, close } = await serve({ site: 4012, aom: 4010, iam: 4011 });
  process.once("SIGINT", close).once("SIGTERM", close);
  process.stdout.write(`The site is at ${site}/, with a simulator of AOM at ${aom} and a mock of IAM at ${iam} (Ctrl-C ends all three)\n`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  const { port } = error as unknown as { port: number };
  process.stderr.write(`Port ${port} is in use: stop what listens there, perhaps a mock, and try again.\n`);
  process.exitCode = 2;
}
