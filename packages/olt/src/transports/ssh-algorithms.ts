/** What OpenSSH still offers by default. */
const modern = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
} as const;

/** What SmartAX firmware up to about R015 and other old gear know, all with SHA-1 or CBC; offered last. */
const legacy = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1'],
} as const;

/** `ssh-rsa` keys sign in three ways; every other key type has one, of the same name. */
function signaturesOf(keyType: string): readonly string[] {
  return keyType === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [keyType];
}

/**
 * What to offer to a server, the preferred first. Signatures of keys that are known for it come before all others, so that a
 * server with several keys shows one that can be checked.
 */
export function sshAlgorithms(allowLegacy: boolean, knownKeyTypes: readonly string[]) {
  const old = allowLegacy ? legacy : { kex: [], serverHostKey: [], cipher: [], hmac: [] };
  const known = new Set(knownKeyTypes.flatMap(signaturesOf));
  const signatures = [...modern.serverHostKey, ...old.serverHostKey];
  return {
    kex: [...modern.kex, ...old.kex],
    serverHostKey: [
      ...signatures.filter((name) => known.has(name)),
      ...signatures.filter((name) => !known.has(name)),
    ],
    cipher: [...modern.cipher, ...old.cipher],
    hmac: [...modern.hmac, ...old.hmac],
    compress: ['none' as const],
  };
}
