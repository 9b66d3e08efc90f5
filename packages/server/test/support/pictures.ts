/** The smallest files that are, by their first bytes, what they claim to be. */
export const jpeg = {
  type: 'image/jpeg',
  bytes: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 0xff, 0xd9]),
};
export const png = {
  type: 'image/png',
  bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
};
export const webp = {
  type: 'image/webp',
  bytes: Uint8Array.from([...'RIFF\x1a\0\0\0WEBPVP8 '].map((char) => char.charCodeAt(0))),
};
export const svg = {
  type: 'image/svg+xml',
  bytes:
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8"/></svg>',
};
