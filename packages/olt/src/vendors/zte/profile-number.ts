/** CRC-16/CCITT-FALSE. */
const polynomial = 0x1021;

/**
 * The number by which this driver knows a profile or an ONU type, 0 to 65,535. The OLT has names only; a number made of the name
 * alone is the same on every OLT and stays when others come and go. Where two names of one OLT share a number, nothing is chosen.
 */
export function profileNumber(name: string): number {
  let crc = 0xffff;
  for (const octet of new TextEncoder().encode(name)) {
    crc ^= octet << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 0x8000 ? ((crc << 1) ^ polynomial) & 0xffff : (crc << 1) & 0xffff;
    }
  }
  return crc;
}
