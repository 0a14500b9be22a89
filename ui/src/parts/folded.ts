// Text as somebody looks for it, and as the core folds names: without case, without accents, without ligatures.
const LIGATURES: readonly (readonly [string, string])[] = [["œ", "oe"], ["æ", "ae"], ["ß", "ss"]];

export function folded(text: string): string {
  const spelled = LIGATURES.reduce((so, [one, two]) => so.replaceAll(one, two), text.toLowerCase());
  return spelled.normalize("NFD").replaceAll(/\p{M}/gu, "");
}
