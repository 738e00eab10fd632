/** The same letters in another case or with other joints, such as `workflow_id` or `projectID`. */
export function isSpeltLike(written: string, known: string): boolean {
  const [one, other] = [written, known].map((name) => name.replace(/[_-]/g, "").toLowerCase());
  return one === other;
}

/** One letter is missing, too many or another, or two are swapped; in a short name that is another word. */
export function isOneLetterOff(written: string, known: string): boolean {
  let same = 0;
  while (same < known.length && written[same] === known[same]) same++;
  const [one, other] = [written.slice(same), known.slice(same)];
  const isSwap = one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2);
  return known.length > 3 && (isSwap || one === other.slice(1) || one.slice(1) === other || one.slice(1) === other.slice(1));
}

/** The known names that are close to an unknown one, in brackets; all of them if none is close. */
export function whatWasMeant(written: string, known: readonly string[]): string {
  const meant = known.find((name) => isSpeltLike(written, name) || isOneLetterOff(written, name));
  return meant === undefined ? `(use one of ${known.join(", ")})` : `(did you mean ${meant}?)`;
}
