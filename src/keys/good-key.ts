/** How to make a key that nobody can guess. A text only: this program makes no keys. */

/** The command that Flask's documentation gives (Quickstart, Sessions): 32 random bytes in hex. */
export const GOOD_KEY_COMMAND = "python -c 'import secrets; print(secrets.token_hex())'";
