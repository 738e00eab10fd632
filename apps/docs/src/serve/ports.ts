/** Where `docs:serve` listens: the mock of each contract in the order of the list, then the site. */
export const firstPort = 4010;
