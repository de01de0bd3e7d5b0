/** `<resource id>#policy` is a part of a resource. */
export function splitId(id: string): { readonly owner: string; readonly part: string | undefined } {
  const at = id.lastIndexOf('#')
  return at < 0 ? { owner: id, part: undefined } : { owner: id.slice(0, at), part: id.slice(at + 1) }
}
