import { oltError } from '../contract/errors.ts';

/** Who logs in. With a key and a password, the key is tried first. */
export interface SshCredentials {
  readonly username: string;
  readonly password?: string;
  /** A private key in PEM or OpenSSH form, and its passphrase where it is encrypted. */
  readonly privateKey?: { readonly key: string; readonly passphrase?: string };
}

interface Prompt {
  readonly prompt: string;
}

/** One step of the authentication (RFC 4252), in the shape the SSH library takes. */
export type SshAuthMethod =
  | { readonly type: 'none'; readonly username: string }
  | { readonly type: 'password'; readonly username: string; readonly password: string }
  | {
      readonly type: 'publickey';
      readonly username: string;
      readonly key: string;
      readonly passphrase?: string;
    }
  | {
      readonly type: 'keyboard-interactive';
      readonly username: string;
      readonly prompt: (
        name: string,
        instructions: string,
        language: string,
        prompts: readonly Prompt[],
        answer: (answers: string[]) => void,
      ) => void;
    };

/** The choices of one authentication. */
export interface SshAuthentication {
  /** The next method to try, or false when none is left. `offered` is null before the server has named what it takes. */
  next(offered: readonly string[] | null): SshAuthMethod | false;
  /** The method tried last. */
  readonly method: SshAuthMethod['type'] | null;
  /** True once a password has left this process. */
  readonly passwordSent: boolean;
}

/** `(user@host) User password:`, `Password:`, `Senha:`, `Contraseña:` */
const passwordPrompt = /passw(?:or)?d|passphrase|senha|contrase/i;

/**
 * Chooses methods so that a wrong password is sent once per connection and never again: OLTs lock an account after a few wrong
 * tries. The password goes by `password` where the server takes that, else by `keyboard-interactive`, never by both.
 * @param refuse ends the connection with this error: a prompt asks for something this side does not know
 */
export function createSshAuthentication(
  { username, password, privateKey }: SshCredentials,
  refuse: (error: ReturnType<typeof oltError>) => void,
): SshAuthentication {
  let method: SshAuthMethod['type'] | null = null;
  let keyTried = false;
  let passwordSent = false;

  function interactive(secret: string): SshAuthMethod {
    return {
      type: 'keyboard-interactive',
      username,
      prompt(_name, _instructions, _language, prompts, answer) {
        const unknown = prompts.find(({ prompt }) => !passwordPrompt.test(prompt));
        if (unknown)
          refuse(oltError('olt.unknown_question', { question: unknown.prompt.trim().slice(0, 200) }));
        // Asked again within the same method: the password was wrong.
        else if (passwordSent) refuse(oltError('olt.auth_refused'));
        else {
          passwordSent = true;
          answer(prompts.map(() => secret));
        }
      },
    };
  }

  function choose(offered: readonly string[] | null): SshAuthMethod | false {
    // Asks the server what it takes. A server that needs nothing lets in here and asks in its terminal.
    if (offered === null) return { type: 'none', username };
    if (privateKey !== undefined && !keyTried && offered.includes('publickey')) {
      keyTried = true;
      return { type: 'publickey', username, ...privateKey };
    }
    if (password === undefined || passwordSent) return false;
    if (offered.includes('password')) {
      passwordSent = true;
      return { type: 'password', username, password };
    }
    return offered.includes('keyboard-interactive') && method !== 'keyboard-interactive'
      ? interactive(password)
      : false;
  }

  return {
    next(offered) {
      const choice = choose(offered);
      if (choice) method = choice.type;
      return choice;
    },
    get method() {
      return method;
    },
    get passwordSent() {
      return passwordSent;
    },
  };
}
