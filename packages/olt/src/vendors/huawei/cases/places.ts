/** A file of the ntc-templates project, below Huawei's recordings. */
export const ntc = (folder: string, file: string) =>
  `ntc-templates/tests/huawei_smartax/${folder}/huawei_smartax_${file}.raw`;

/** `0/1/2` and an ONU id, as our rows have them. */
export const place = (fsp: string | undefined, id?: string) => {
  const [shelf, slot, port] = (fsp ?? '').split('/').map(Number);
  return { shelf, slot, port, ...(id !== undefined && { onuId: Number(id) }) };
};

/** Where the screens of a PON port are asked for. */
export const inPort = { mode: 'interface', argument: 'gpon 0/1' } as const;
