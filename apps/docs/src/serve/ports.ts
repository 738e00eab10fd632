/** Where `docs:serve` listens: the mock of each contract in the order of the list, then the site. Not where `pnpm mock` does, which may run beside it. */
export const firstPort = 4020;
