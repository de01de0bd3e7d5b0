import { defineRelationship, flag, json, number, type RelationshipClass, text, texts } from './define.ts'

const ATTACK_PROPERTIES = {
  technique: text('technique id, absent for plain access and network edges'),
  attack: texts('MITRE ATT&CK technique ids'),
  likelihood: number('probability in (0..1] that an attacker who stands at `from` succeeds'),
  conditions: json('[{ key, state: met | unmet | unknown, detail }]'),
  evidence: json('[{ type, id, statement?, detail }]'),
  provenance: json('{ id, type, edit }: the one thing to edit to remove this edge'),
}

const fact = (kind: string, verb: string, doc: string, properties = {}) =>
  defineRelationship({ kind, class: 'fact', verb, doc, properties })
const attack = (kind: string, type: RelationshipClass, verb: string, doc: string, properties = {}) =>
  defineRelationship({ kind, class: type, verb, doc, properties: { ...ATTACK_PROPERTIES, ...properties } })

/** What the cloud says. Ownership points from the container to what it holds. */
export const FACTS = [
  fact(
    'CONTAINS',
    'contains',
    'organization -> unit; unit -> unit; organization or unit -> account; Azure scope -> what lies in it; zone -> record; image repository -> image',
  ),
  fact(
    'RESTRICTED_BY',
    'is restricted by',
    'organization, unit or account -> organization policy; project or network -> service perimeter',
  ),
  fact('MEMBER_OF', 'is a member of', 'user -> group'),
  fact('HAS_POLICY', 'has policy', 'identity -> policy, inline or attached', {
    attachment: text('inline | attached'),
  }),
  fact('BOUNDED_BY', 'is bounded by', 'identity -> policy that is its permissions boundary'),
  fact('HAS_ROLE', 'has role', 'instance profile -> role'),
  fact(
    'HAS_INSTANCE_PROFILE',
    'has instance profile',
    'instance, launch template or configuration -> instance profile',
  ),
  fact(
    'HAS_EXECUTION_ROLE',
    'has execution role',
    'workload or code definition -> role that its code acts as; stack set -> role that makes the changes in an account',
  ),
  fact(
    'HAS_SERVICE_ROLE',
    'has service role',
    'workload -> role that only the service acts as for it: pulling images, scaling, entering other accounts',
  ),
  fact('HAS_IDENTITY', 'has identity', 'Azure workload -> service principal that its code acts as'),
  fact('OWNS', 'owns', 'directory object -> application, service principal or group that it may change'),
  fact('IS_APPLICATION', 'is an instance of', 'service principal -> application registration'),
  fact('ASSIGNED_TO', 'is assigned to', 'Azure or Entra role assignment -> principal'),
  fact('ASSIGNED_AT', 'is assigned at', 'Azure role assignment -> scope'),
  fact('GRANTS_ROLE', 'grants role', 'role assignment -> role definition'),
  fact('HAS_ACCESS_KEY', 'has access key', 'user -> access key'),
  fact('HAS_MFA_DEVICE', 'has MFA device', 'user -> MFA device'),
  fact('IN_VPC', 'is in VPC', 'subnet, security group, route table, NACL, instance, function -> VPC'),
  fact('IN_SUBNET', 'is in subnet', 'network interface, instance, NAT gateway, function -> subnet'),
  fact('HAS_INTERFACE', 'has interface', 'instance -> network interface'),
  fact('IN_SECURITY_GROUP', 'is in security group', 'network interface, function -> security group'),
  fact('HAS_ROUTE_TABLE', 'is routed by', 'subnet or VPC (main) -> route table', {
    main: flag('the main table of the VPC'),
  }),
  fact('HAS_NETWORK_ACL', 'is filtered by', 'subnet -> network ACL'),
  fact('ATTACHED_TO', 'is attached to', 'internet gateway -> VPC; volume -> instance; DNS policy -> network'),
  fact('PEERS_WITH', 'peers with', 'peering connection -> VPC'),
  fact(
    'CREATED_FROM',
    'was created from',
    'volume -> snapshot; instance -> image; snapshot -> volume; image -> snapshot',
  ),
  fact(
    'LAUNCHES_FROM',
    'launches from',
    'Auto Scaling group -> launch template or configuration; image pipeline -> infrastructure configuration',
  ),
  fact('MANAGES', 'manages', 'Auto Scaling group -> instance; ECS service -> task; stack set -> stack'),
  fact(
    'IN_CLUSTER',
    'is in cluster',
    'service, task, container instance, node group, database -> its cluster',
  ),
  fact('USES_DEFINITION', 'uses definition', 'ECS service or task -> task definition'),
  fact('RUNS_ON', 'runs on', 'task -> container instance -> instance; job queue -> compute environment'),
  fact('RUNS_CODE_FROM', 'runs code from', 'workload or code definition -> bucket or image repository', {
    object: text('key in the bucket, or tag or digest of the image'),
  }),
  fact('RUNS_IMAGE', 'runs image', 'task -> image that one of its containers was started from'),
  fact('HAS_VULNERABILITY', 'has vulnerability', 'instance, function or image -> vulnerability', {
    severity: text('critical | high | medium | low | info, as the scanner judges; absent when it does not'),
    score: number('CVSS base score'),
    cvss: text('CVSS vector, from which the next four are read'),
    attackVector: text('network | adjacent | local | physical; absent when no CVSS vector was told'),
    privileges: text('none | low | high: what an attacker needs on it before; absent as above'),
    interaction: text('none | required: whether somebody else has to do something; absent as above'),
    impact: text('total | partial: whether all of it can be read and changed, as by foreign code'),
    exploit: text(
      'used | public | none: seen in attacks, or published; absent when the scanner does not say',
    ),
    epss: number('chance in 0..1 that somebody is attacked by it in the next 30 days'),
    fix: text(
      'yes | partial | no: whether a version without it exists; absent when the scanner does not say',
    ),
    packages: texts('what has it, such as openssl 1.1.1k, sorted'),
  }),
  fact('USES_SECRET', 'is given secret', 'workload or code definition -> secret or parameter'),
  fact('USES_SCRIPT', 'runs script', 'notebook -> lifecycle configuration'),
  fact('FORWARDS_TO', 'forwards to', 'API -> function; load balancer -> what it spreads requests over', {
    openMethods: texts('of an API: methods or routes without authorization that lead there'),
    ports: texts('of a load balancer: where the target is asked, such as tcp/8080'),
    checked: flag('of a load balancer: its health checks are answered; false where there are none'),
  }),
  fact('STARTS', 'starts', 'trigger or schedule -> workload'),
  fact('GIVES_ROLE', 'gives role', 'identity pool -> role', { to: text('guest | authenticated | mapped') }),
  fact('LETS_IN', 'lets in', 'EKS access entry -> principal'),
  fact('HAS_PERMISSION_SET', 'has permission set', 'Identity Center user or group -> permission set', {
    accounts: texts('accounts it is assigned in, sorted'),
  }),
  fact('PROVISIONED_IN', 'is provisioned in', 'permission set -> account'),
  fact('DEFINED_IN', 'is defined in', 'permission set -> Identity Center instance'),
  fact('USES_KEY', 'is encrypted with', 'bucket, volume, secret, function, parameter -> KMS key'),
  fact('LOGS_TO', 'logs to', 'bucket, trail or sink -> bucket'),
  fact('RECORDS', 'records', 'trail -> account whose events it keeps'),
  fact('NOTIFIES', 'notifies', 'alarm -> topic'),
  fact('ASSESSES', 'assesses', 'security assessment -> resource'),
  fact(
    'IN_ACCESS_CLASS',
    'is in access class',
    'principal -> class of the principals whose policies say the same about an action; derived',
    {
      evidence: json('as on attack edges: the statements by which the principal is in the class'),
      provenance: json('as on attack edges: the one thing to edit to take the principal out of the class'),
    },
  ),
  fact('INCLUDES', 'includes', 'set of targets -> what an attacker gets to through it; derived', {
    evidence: json('as on attack edges: why it is in the set'),
  }),
] as const

/** What an attacker could do; docs/design.md section 4 says what each means. */
export const ATTACK_EDGES = [
  attack('CAN_REACH', 'network', 'can reach', 'network path open', {
    ports: texts('what survives every hop, such as tcp/443 or tcp/8000-8080 or all'),
    hops: json('[{ id, component, detail }] in order'),
  }),
  attack(
    'CAN_INVOKE',
    'access',
    'can invoke',
    'public function URL, API, queue trigger, or permission to invoke',
  ),
  attack('EXPLOITS', 'network', 'can exploit', 'known vulnerability on a reachable port', {
    ports: texts('what of the workload can be reached, as on CAN_REACH; empty where it is invoked'),
    vulnerabilities: texts('those that would do, likeliest first'),
    exploit: text('of the likeliest: used | public | none; absent when the scanner does not say'),
    epss: number('of the likeliest, where told'),
  }),
  attack('RUNS_AS', 'credential', 'runs as', 'code on the workload holds this identity'),
  attack('STEALS_METADATA', 'credential', 'can steal the role credentials of', 'instance metadata reachable'),
  attack('CAN_ASSUME', 'access', 'may assume', 'trust and permission both evaluated'),
  attack('CAN_FEDERATE', 'access', 'may federate into', 'OIDC or SAML trust'),
  attack('CAN_CREATE_CREDENTIAL', 'credential', 'may create credentials of', 'access key, login profile'),
  attack('CAN_ESCALATE', 'access', 'may escalate to', 'changes policies, trust, membership, guardrails'),
  attack(
    'CAN_RUN_AS',
    'access',
    'may run code as',
    'passes a role to new compute, or changes a workload that holds one',
  ),
  attack('CAN_EXECUTE_ON', 'access', 'may execute commands on', 'SSM, run command, Instance Connect'),
  attack('ADMIN_OF', 'access', 'is administrator of', 'effective administrator'),
  attack('CAN_READ', 'access', 'may read', 'after every policy layer', { via: text('api | website') }),
  attack('CAN_WRITE', 'access', 'may write', 'after every policy layer'),
  attack('CAN_COPY', 'access', 'may copy', 'share lists, restore rights'),
  attack(
    'HOLDS_CREDENTIAL',
    'credential',
    'holds a credential of',
    'a key in a variable, user data, an object; hash only',
  ),
  attack('CAN_POISON', 'access', 'may poison', 'writes code, image or build input that the workload runs'),
] as const
