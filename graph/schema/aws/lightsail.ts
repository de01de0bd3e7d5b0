import { defineNode, flag, text, texts, time } from '../define.ts'

export const AwsLightsailInstance = defineNode({
  kind: 'AwsLightsailInstance',
  class: 'Workload',
  provider: 'aws',
  service: 'lightsail',
  title: 'Lightsail instance',
  properties: {
    publicIp: text('IPv4; absent when it has none'),
    privateIp: text('IPv4'),
    openPorts: texts('what its firewall lets every address reach, such as tcp/22; absent when not told'),
    state: text('running, stopped, …'),
    createdAt: time('creation'),
  },
})

export const AwsLightsailStaticIp = defineNode({
  kind: 'AwsLightsailStaticIp',
  class: 'Network',
  provider: 'aws',
  service: 'lightsail',
  title: 'Lightsail static IP address',
  properties: { publicIp: text('IPv4'), attached: flag('to an instance'), createdAt: time('creation') },
})
