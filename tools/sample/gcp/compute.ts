import { type Asset, email, type Project } from './asset.ts'

const URL = 'https://www.googleapis.com/compute/v1'
const compute = (
  of: Project,
  type: string,
  path: string,
  data: Asset['data'],
  location = of.region,
): Asset => ({
  type: `compute.googleapis.com/${type}`,
  name: `//compute.googleapis.com/projects/${of.id}/${path}`,
  ancestors: of.ancestors,
  location,
  data: { name: path.slice(path.lastIndexOf('/') + 1), ...data },
})

interface Firewall {
  readonly ranges: readonly string[]
  readonly ports: readonly string[]
  readonly tags?: readonly string[]
}

interface Network {
  readonly name: string
  readonly subnetworks: { readonly [name: string]: string }
  readonly firewalls: { readonly [name: string]: Firewall }
}

/** A network with its subnetworks and firewall rules, and what all instances of the project share. */
export function network(of: Project, { name, subnetworks, firewalls }: Network): readonly Asset[] {
  const self = `${URL}/projects/${of.id}/global/networks/${name}`
  const subnetUrl = (one: string) => `${URL}/projects/${of.id}/regions/${of.region}/subnetworks/${one}`
  return [
    {
      type: 'compute.googleapis.com/Project',
      name: `//compute.googleapis.com/projects/${of.id}`,
      ancestors: of.ancestors,
      data: { name: of.id, commonInstanceMetadata: { items: [{ key: 'enable-oslogin', value: 'TRUE' }] } },
    },
    compute(
      of,
      'Network',
      `global/networks/${name}`,
      { autoCreateSubnetworks: false, subnetworks: Object.keys(subnetworks).map(subnetUrl) },
      'global',
    ),
    ...Object.entries(subnetworks).map(([one, range]) =>
      compute(of, 'Subnetwork', `regions/${of.region}/subnetworks/${one}`, {
        network: self,
        ipCidrRange: range,
        purpose: 'PRIVATE',
        privateIpGoogleAccess: true,
        logConfig: { enable: true },
      }),
    ),
    ...Object.entries(firewalls).map(([one, { ranges, ports, tags = [] }]) =>
      compute(
        of,
        'Firewall',
        `global/firewalls/${one}`,
        {
          network: self,
          direction: 'INGRESS',
          priority: 1000,
          disabled: false,
          sourceRanges: ranges,
          allowed: [{ IPProtocol: 'tcp', ports }],
          ...(tags.length === 0 ? {} : { targetTags: tags }),
        },
        'global',
      ),
    ),
  ]
}

interface Instance {
  readonly as: string
  readonly network: string
  readonly subnetwork: string
  readonly address: string
  readonly external?: string
  readonly stopped?: true
  readonly tags?: readonly string[]
}

export const instance = (of: Project, name: string, one: Instance): readonly Asset[] => {
  const zone = `${of.region}-a`
  const at = `zones/${zone}`
  return [
    compute(
      of,
      'Instance',
      `${at}/instances/${name}`,
      {
        status: one.stopped === true ? 'TERMINATED' : 'RUNNING',
        machineType: `${URL}/projects/${of.id}/${at}/machineTypes/n2-standard-4`,
        canIpForward: false,
        tags: { items: one.tags ?? [] },
        metadata: { items: [{ key: 'block-project-ssh-keys', value: 'true' }] },
        serviceAccounts: [
          { email: email(of, one.as), scopes: ['https://www.googleapis.com/auth/cloud-platform'] },
        ],
        shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
        networkInterfaces: [
          {
            network: `${URL}/projects/${of.id}/global/networks/${one.network}`,
            subnetwork: `${URL}/projects/${of.id}/regions/${of.region}/subnetworks/${one.subnetwork}`,
            networkIP: one.address,
            ...(one.external === undefined ? {} : { accessConfigs: [{ natIP: one.external }] }),
          },
        ],
      },
      zone,
    ),
    compute(
      of,
      'Disk',
      `${at}/disks/${name}`,
      { users: [`${URL}/projects/${of.id}/${at}/instances/${name}`], sizeGb: '200' },
      zone,
    ),
  ]
}
