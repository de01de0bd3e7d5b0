/**
 * Whether a listener with this policy of a load balancer still takes TLS 1.0 or 1.1; undefined for a policy that is not
 * known. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export function takesOldTls(policy: string): boolean | undefined {
  const name = policy.replace(/^ELBSecurityPolicy-/, '')
  if (name === policy) return undefined
  if (/^(?:TLS13-1-[01]|TLS-1-[01]|FS-1-1|FS-2018|2015|2016)-/.test(name)) return true
  if (/^(?:TLS13-1-[23]|TLS-1-2|FS-1-2)-/.test(name)) return false
  return undefined
}
