<?php

declare(strict_types=1);

namespace Gangway\Logins\Model;

/** Verifies passwords as Magento 1 does, for the kinds of hashes that Magento 2 does not know. */
class OldHash
{
    /** True when the password belongs to the hash; false for any other, and for hashes of an unknown kind. */
    public function verifies(string $password, string $kind, string $hash): bool
    {
        switch ($kind) {
            case 'bcrypt':
                // $2b$ is another name for $2y$, which PHP does not know by it.
                $known = strncmp($hash, '$2b$', 4) === 0 ? '$2y$' . substr($hash, 4) : $hash;
                return password_verify($password, $known);
            case 'sha512':
                return $this->verifiesSalted($password, $hash);
            default:
                return false;
        }
    }

    private function verifiesSalted(string $password, string $stored): bool
    {
        $parts = explode(':', $stored, 2);
        $salt = $parts[1] ?? '';

        return hash_equals(strtolower($parts[0]), hash('sha512', $salt . $password));
    }
}
