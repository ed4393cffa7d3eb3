<?php

declare(strict_types=1);

// Logs customers in through the module. Usage: php logins.php MODULE-FOLDER; ends with 1 and says what is wrong, or with 0.

use Gangway\Logins\Model\OldHash;
use Gangway\Logins\Model\StoredLogins;
use Gangway\Logins\Plugin\VerifyOldPassword;
use Magento\Customer\Model\AuthenticationInterface;
use Magento\Customer\Model\CustomerRegistry;
use Magento\Framework\App\ResourceConnection;
use Magento\Framework\Component\ComponentRegistrar;
use Magento\Framework\Encryption\EncryptorInterface;

error_reporting(E_ALL);
set_error_handler(function (int $level, string $message, string $file, int $line): bool {
    throw new ErrorException($message, 0, $level, $file, $line);
});

require __DIR__ . '/magento.php';
$module = $argv[1];
foreach (['registration', 'Model/OldHash', 'Model/StoredLogins', 'Plugin/VerifyOldPassword'] as $file) {
    require $module . '/' . $file . '.php';
}

/** Hashes as Magento 2 does: hash, salt and version, of which it verifies nothing else. */
class Encryptor implements EncryptorInterface
{
    public function getHash($password, $salt = false)
    {
        assert($salt === true);
        return hash('sha256', 'fresh' . $password) . ':fresh:1';
    }

    public function validateHash($password, $hash)
    {
        $parts = explode(':', $hash, 3);
        return count($parts) === 3 && hash_equals($parts[0], hash('sha256', $parts[1] . $password));
    }
}

/** Magento's own check, with the module's plugin before it. */
class Shop implements AuthenticationInterface
{
    /** @var ResourceConnection */
    public $resource;

    /** @var CustomerRegistry */
    private $registry;

    /** @var Encryptor */
    private $encryptor;

    public function __construct(?ResourceConnection $resource = null)
    {
        $this->resource = $resource ?? new ResourceConnection();
        $this->registry = new CustomerRegistry($this->resource);
        $this->encryptor = new Encryptor();
    }

    public function customer(int $id, ?string $own, string $kind = '', string $old = ''): self
    {
        $this->resource->tables['m2_customer_entity'][$id] = ['entity_id' => $id, 'password_hash' => $own];
        if ($kind !== '') {
            $this->resource->tables['m2_gangway_login'][$id] = ['customer_id' => $id, 'kind' => $kind, 'hash' => $old];
        }
        return $this;
    }

    public function authenticate($customerId, $password)
    {
        $logins = new StoredLogins($this->resource);
        $plugin = new VerifyOldPassword($logins, new OldHash(), $this->registry, $this->encryptor);
        $plugin->beforeAuthenticate($this, $customerId, $password);
        $hash = (string) $this->registry->retrieveSecureData($customerId)->getPasswordHash();
        return $this->encryptor->validateHash($password, $hash);
    }

    public function own(int $id): ?string
    {
        return $this->resource->tables['m2_customer_entity'][$id]['password_hash'];
    }

    public function waits(int $id): bool
    {
        return isset($this->resource->tables['m2_gangway_login'][$id]);
    }
}

$failures = 0;
function check(bool $holds, string $what): void
{
    global $failures;
    if (!$holds) {
        $failures++;
    }
    echo ($holds ? 'ok   ' : 'FAIL '), $what, "\n";
}

$bcrypt = password_hash('Passw0rd', PASSWORD_BCRYPT, ['cost' => 4]);
$salted = hash('sha512', 'x1y2' . 'Passw0rd') . ':x1y2';
$olds = [
    'bcrypt' => ['bcrypt', $bcrypt],
    'bcrypt as $2a$' => ['bcrypt', '$2a$' . substr($bcrypt, 4)],
    'bcrypt as $2b$' => ['bcrypt', '$2b$' . substr($bcrypt, 4)],
    'SHA-512 with salt' => ['sha512', $salted],
    'SHA-512 without salt' => ['sha512', hash('sha512', 'Passw0rd')],
    'SHA-512 in capitals' => ['sha512', strtoupper(hash('sha512', 'Passw0rd'))],
];
foreach ($olds as $name => [$kind, $hash]) {
    $shop = (new Shop())->customer(7, null, $kind, $hash);
    check(!$shop->authenticate('7', 'passw0rd'), "$name: another password is refused");
    check($shop->own(7) === null && $shop->waits(7), "$name: and changes nothing");
    check($shop->authenticate('7', 'Passw0rd'), "$name: the old password is taken");
    check($shop->own(7) === (new Encryptor())->getHash('Passw0rd', true), "$name: Magento's own hash is stored");
    check(!$shop->waits(7), "$name: the old hash is gone");
    check((new Shop($shop->resource))->authenticate(7, 'Passw0rd'), "$name: the next login is Magento's own");
}

$shop = (new Shop())->customer(7, (new Encryptor())->getHash('new', true), 'bcrypt', $bcrypt);
check(!$shop->authenticate(7, 'Passw0rd'), 'the old password does not count once there is a new one');
check(!$shop->waits(7), 'and its hash goes');
check($shop->authenticate(7, 'new'), 'the new one counts');

$shop = (new Shop())->customer(7, null, 'md4', 'abc')->customer(8, null);
check(!$shop->authenticate(7, 'abc'), 'an unknown kind is verified by nobody');
check(!$shop->authenticate(8, ''), 'a customer without any hash cannot log in');

$shop = (new Shop())->customer(7, null, 'bcrypt', $bcrypt);
$shop->resource->failsOnDelete = true;
try {
    $shop->authenticate(7, 'Passw0rd');
    check(false, 'a failing server is told');
} catch (RuntimeException $e) {
    check($shop->own(7) === null && $shop->waits(7), 'a failing server leaves both hashes as they were');
}

check(ComponentRegistrar::$registered === ['module Gangway_Logins' => realpath($module)], 'the module is registered');
echo $failures === 0 ? "all hold\n" : "$failures do not hold\n";
exit($failures === 0 ? 0 : 1);
