/** What a copy made by `field-server backup` holds as its `user_version` until a server starts on it. */
export const copyMark = 1;
