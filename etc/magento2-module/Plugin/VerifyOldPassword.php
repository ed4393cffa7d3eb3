<?php

declare(strict_types=1);

namespace Gangway\Logins\Plugin;

use Gangway\Logins\Model\OldHash;
use Gangway\Logins\Model\StoredLogins;
use Magento\Customer\Model\AuthenticationInterface;
use Magento\Customer\Model\CustomerRegistry;
use Magento\Framework\Encryption\EncryptorInterface;

/**
 * Gives a customer who logs in with the old password Magento's own hash of it, right before Magento verifies. Whether the
 * password is right, how failures are counted and who is locked stays Magento's decision.
 */
class VerifyOldPassword
{
    /** @var StoredLogins */
    private $storedLogins;

    /** @var OldHash */
    private $oldHash;

    /** @var CustomerRegistry */
    private $customers;

    /** @var EncryptorInterface */
    private $encryptor;

    public function __construct(
        StoredLogins $storedLogins,
        OldHash $oldHash,
        CustomerRegistry $customers,
        EncryptorInterface $encryptor
    ) {
        $this->storedLogins = $storedLogins;
        $this->oldHash = $oldHash;
        $this->customers = $customers;
        $this->encryptor = $encryptor;
    }

    /**
     * @param int|string $customerId
     * @param string $password
     */
    public function beforeAuthenticate(AuthenticationInterface $subject, $customerId, $password): void
    {
        $old = $this->storedLogins->find((int) $customerId);
        if ($old === null) {
            return;
        }
        $customer = $this->customers->retrieveSecureData($customerId);
        if ((string) $customer->getPasswordHash() !== '') {
            // A password set since then is the only one that counts.
            $this->storedLogins->forget((int) $customerId);
            return;
        }
        if ($this->oldHash->verifies((string) $password, $old['kind'], $old['hash'])) {
            $hash = $this->encryptor->getHash((string) $password, true);
            $this->storedLogins->replace((int) $customerId, $hash);
            $customer->setPasswordHash($hash);
        }
    }
}
