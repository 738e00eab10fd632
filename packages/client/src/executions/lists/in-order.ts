/**
 * Does work for each item, several at once, and gives the results in the order of the items. Takes no more items than it works on,
 * so that leaving the loop early causes no further work.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const source = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let isDone = false;
  try {
    while (true) {
      while (!isDone && running.length < atOnce) {
        const next = await source.next();
        if (next.done) isDone = true;
        else running.push(handled(work(next.value)));
      }
      const first = running.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await source.return?.();
  }
}

/** It is awaited later, perhaps never: until then a failure must not count as unhandled. */
function handled<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => {});
  return work;
}

/** The items of lists, one after the other. */
export async function* flat<Item>(lists: AsyncIterable<readonly Item[]>): AsyncGenerator<Item, void, undefined> {
  for await (const list of lists) yield* list;
}
