/** The technique in the public catalogue of privilege escalation paths; ids are the catalogue's. */
export function TechniqueLink({ id }: { id: string }) {
  if (!/^[a-z0-9]+-\d{3}$/.test(id)) return <span className="mono">{id}</span>
  return (
    <a href={`https://pathfinding.cloud/paths/${id}`} target="_blank" rel="noreferrer" className="mono">
      {id}
    </a>
  )
}

/** A technique of MITRE ATT&CK: `T1552.005` stands at /techniques/T1552/005/. */
export function AttackLink({ id }: { id: string }) {
  if (!/^T\d{4}(\.\d{3})?$/.test(id)) return <span className="mono">{id}</span>
  return (
    <a
      href={`https://attack.mitre.org/techniques/${id.replace('.', '/')}/`}
      target="_blank"
      rel="noreferrer"
      className="mono"
      title="MITRE ATT&CK"
    >
      {id}
    </a>
  )
}
