// The dataset as nodes and directed edges, as a minimal page needs them.
export async function load() {
  const data = await (await fetch("data.json")).json();
  const text = (name) => (typeof name === "string" ? name : Object.values(name)[0]);
  const names = (party) => text(party.name ?? party.names?.[0]?.text ?? party.id);
  const nodes = data.parties.map((party) => ({ id: party.id, label: names(party), service: party.kind === "service" }));
  const known = new Set(nodes.map((node) => node.id));
  const sides = (side) => {
    if (typeof side === "string") return [side];
    if (!side) return [];
    return Array.isArray(side) ? side : [side.agent, side.party, ...(side.parties ?? []), ...(side.on_behalf_of ?? [])];
  };
  const edges = [];
  for (const deal of data.deals) {
    for (const grant of deal.grants ?? [deal]) {
      for (const from of sides(grant.from)) {
        for (const to of sides(grant.to)) {
          if (known.has(from) && known.has(to)) edges.push({ id: `${deal.id} ${edges.length}`, source: from, target: to });
        }
      }
    }
  }
  return { nodes, edges };
}

/** Says that the first picture is being painted: called where the library has drawn. */
export function drawn() {
  if (window.drawnAt === undefined) requestAnimationFrame(() => requestAnimationFrame(() => (window.drawnAt ??= performance.now())));
}
