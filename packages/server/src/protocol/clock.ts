/** The server's clock. */
export type Clock = () => Date;
