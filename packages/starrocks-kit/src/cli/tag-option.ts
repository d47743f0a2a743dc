import { Option } from 'commander'

/** For the functions of the config and for revisions: the command itself makes nothing of it. */
export const tagOption = (): Option =>
  new Option('--tag <text>', 'a text for the functions of the config and for revisions')
