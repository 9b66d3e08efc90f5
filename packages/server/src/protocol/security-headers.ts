/**
 * On every answer: what keeps browsers from guessing, framing, running and sharing it (OWASP REST Security Cheat Sheet). What only a page or a
 * browser of long ago would read is left out, for it travels to a phone with every answer.
 */
export const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
