/** Who is in each group that policies name; `data-platform` has a group in it. */
const MEMBERS: { readonly [group: string]: readonly string[] } = {
  analysts: ['p.ferreira', 'j.nowak', 'a.lindqvist'],
  'data-platform': ['h.yilmaz', 'c.dubois', 'group:recommendations'],
  recommendations: ['e.novotna', 's.iversen'],
  security: ['g.marchetti', 'l.vandenberg'],
}

const GROUP = 'group:'
const DOMAIN = 'alderway.example'

/** A file for each group at the place where `gcp-export.sh` puts it. */
export const groupFiles = (): readonly (readonly [path: string, text: string])[] =>
  Object.entries(MEMBERS).map(([group, members]) => [
    `google/iam/groups/${group}@${DOMAIN}.json`,
    `${JSON.stringify(
      members.map((member) => membership(group, member)),
      null,
      2,
    )}\n`,
  ])

function membership(group: string, member: string): object {
  const isGroup = member.startsWith(GROUP)
  const name = isGroup ? member.slice(GROUP.length) : member
  return {
    name: `groups/${group}/memberships/${name}`,
    preferredMemberKey: { id: `${name}@${DOMAIN}` },
    roles: [{ name: 'MEMBER' }],
    type: isGroup ? 'GROUP' : 'USER',
  }
}
