//! RSA keys of OpenSSL's making, for these tests only.

use super::hex;
use crate::crypto::RsaNumbers;
use ::rsa::{BoxedUint, PrivateKey, traits::PrivateKeyParts, traits::PublicKeyParts};
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// Bits of the modulus, p, q; the exponent is 65537. Every remainder of the size divided by eight.
const BY_SIZE: [(usize, &str, &str); 8] = [
    (
        1024,
        "ecfc91952771835e31090d64abdb9f52e3f6bb9850f1cfec57cd8a52861c7e1d43045503b18a390af52d976651085b4180532fc3\
        6d5e0a7922c6f3f7896985ed",
        "dd9642d13cdd91a3b9a37fc4e64f787a22b3b059c96085f4242803c4632ee7b0d3718ffad08dbbb6ce11b5394baf773f01149f67\
        57847d966e2ab4793edf3623",
    ),
    (
        1025,
        "01d19309e187ecb0e10490a67bc212af898a5ec8007acb6c6fe23cafdd764a671e452e21fada0d4407ee32a00c8b493bf87566d4\
        2ba53d7792820bd622c7c61dad",
        "e629a84850b301c119a88f66bee8f0b219d10996e47240773f4d1286236941cac359d9526614e05228beab9821f0d3604697f428\
        aa17450286a208d4de0c02fd",
    ),
    (
        1026,
        "01fee9b40b7d5ac182e29bcf046fada324bb736e3d0bca7e9a035daa2b4b6aa1fabbeacac0dd239cc6e0e988cfd4d52c3d785708\
        b4fd221bf92da10f151bb6d73b",
        "01e261080995f3197ccb49b8eb57785cc8854fff87b70d670a1550de6d583688921e1ce217778880c85ec7803bf3e766de622603\
        9144881f79c5e836a4ad8b3975",
    ),
    (
        1027,
        "03b51e591a77ddb7ba22b18eb8a6d4879472edc9e773d408a82cd47a6227ff08f9908badf8c12a7968388bb4501b5f65bd8f6ba4\
        f27eefa11695ec77f58ccb6a97",
        "01e6eb45a5b23a17e3bb6951b382186ab982490d062f48a6a8457ff3a086475c64cc9a0d6ff891bd5810d8cb5d6fd291c3346a32\
        1c4260036647513a908452c94d",
    ),
    (
        1028,
        "03a527463e7110df841486d3fead19db60266b04ff519daadd072a2607307ff9c1548464bbe6e2943e259e4b6e0e6a17f7164c28\
        6c0662df9384cfc472ca08aabb",
        "0340b64f61b37ca1738ad3a30e14268151f674e0d9606902f03a835b4c249a80685c8ab55f959e2b84d93964d333ee010e36967e\
        bd2524ac965a10fe94a2e0502f",
    ),
    (
        1029,
        "06d6199fa274e9b10d796d4c554aeb0e73cbe14966cc966b20f6ae6bdf68d365436a69ca064a09cf0bf35ae6fa10a234a6810540\
        84b46edd15d58da7d30047a679",
        "0316d329be65a819665bc8ea570ca3528942208fe041fb78f704238259cbef99e5e5a0ba681aa2f7029af3d73fdc02bf286e1bb2\
        44e5d12ef50f527e46531b5f83",
    ),
    (
        1030,
        "069f94afe119def4c508ed1dceebdb2ee72b56b9f867cd4ee18ecc762ef03339c16e0ed760fb03296d7e537c7e198d7e9ff6d435\
        f92b76681aed010218b7746b51",
        "065106eab21371a58c52bfcff41f1311900d78e3b923a1b571807f6eeb00616c4269267fa0079e9f8c249e8a81d76a3ab901f56a\
        37470a63bf2b009cb0b589b55d",
    ),
    (
        1031,
        "0c881f48634e69164058d485596ff9da2fa0b43029a813ac6870fe1476f1d3d10d152d7c84c9df4ad37dd9874260f03a866734e3\
        f2e8bcd76f42c2cac825176e27",
        "06bfe8cf6058a072fbdd9ab592fc04db8e439b977e77b47719850a8cb599d6afea218b8647ccc59c2c40c04c1b10cd9fa5903c29\
        5ce3dceca596187724e653cecf",
    ),
];

/// The exponent, n, d: what a key may bring alone.
pub(super) const WITHOUT_PRIMES: [(u64, &str, &str); 4] = [
    (
        3,
        "f170dc38bfced95b238b58256fb4c30f204ffbca4a089db6efaecf3943d180d5f956580c5cc797b8ea650e72951119a0d26fe1a3\
        7151006efbab55a0b89bd8ccbbdc911ef13c54c0fde031859103c05f17c9b20ab216811ac3a3c5f0b2b42b1b23dbfd96d6ef7adc\
        f98db2346582de40775a83675f2f2d32e15efc91a21ed89b",
        "a0f5e825d53490e76d079018f5232cb4c0355286dc05be79f51f34d0d7e1008ea63990083dda6525f198b44c6360bbc08c4a966c\
        f6360049fd1ce3c07b12908731b1f54ec835d72a8487214dc42a372f027531c88addaa39abec9ffc8d39711f2923f1aad67e083e\
        ad4c0f20ef7b015a4c071d127091f1673c79b6c44e929dcb",
    ),
    (
        17,
        "cb0db5106535df71120fb9961af6330f5df7ba0dbf27c73db964e36a48c521319f81abe857ea97de6e75fb38ff8e637ecbea449d\
        9da4d362f170156ad9cfb4594d95f27a1e39211c7c9e075c508501631dcb0bb986aa05f1818009dec3c43f5e9fab68019f928f12\
        bc8ece9a0ff8564bd72c5e649413d15d368518af2feadd7d",
        "539c3b7f38bbd479da42b5d465746f60ae38d423c72e7f378892f43ad2ab86237dea199be7f72f79b5036771d2a40ad9db7e94b9\
        5f07a255eaf1eab386dd0e05eb11e5dbd328bdc540e79d0a7398f90a8eea09ec9b07f07b68771d8a58a6efcbe04e4c530a370b1c\
        a4d136574b37541232135eb0596b18ac84ad167c66a762b5",
    ),
    (
        65_537,
        "a977a7bcb573ef8f99a6a581b5e3cac1defd50acbe0369770cc518163519f54305b2617ff3e5785fce93ddf4f9fd30b84af36e3e\
        2988396a456fb096775df9a9b75fe55fd9b255bc1fbc4a8bf901774627e7de7412ff9df2546e5bb56bce3b49ec13890d53aa87fc\
        19604544b136e0ce1c312e3df1eaa0d288dfa80230c99c71",
        "4ea094b3caa0b2eab6888a4be75f7c287d549cc4b9188e2b4d42790d7cafc18aca2edc6be8767466474b75f4feb40991c83cafce\
        a9a869b333ea414d5eaebc71cf355307ac8db3c52ca1c4ec332d66a47263faab82254368300b5c49631474786b11aa901a2c0539\
        d561a9b9c5ac6e32c1039845a9c251a29b1297203f233601",
    ),
    (
        1_099_511_627_791,
        "be7913565822c251a741e60c17220b5b70798acb3758de87f9dfb02c7d19403dfb881813772646de16a180c12922278d84870e04\
        a5ff76739caa82d464a4fe1e0ed0edd760cc09780294c4b28ac784eaaec68c12d0bcbd87cf2c6e22d1f3b0bcc243b3004b224521\
        73e76cfc10004de79ccc8f0a9a356b1a6ef1d492f075fe53",
        "4dd04f03813c867e54cf8fe450244ce5c527bdeeba7940839ee639831dcb76d7c3872c0e72633d1eeccc989beff6d4191968c153\
        79569ceb2766d86b54c94d51b89f7a0570166a9baa6e350f1e9fdbb5a46d6f69e6f4a06021fbf0e331b31f1f157e5793abe573d0\
        c2627b15944d45cc1f519ef298480c220b063175e4e41dff",
    ),
];

/// The crate's key of each size, with its numbers.
pub(super) fn by_size() -> impl Iterator<Item = (usize, PrivateKey, RsaNumbers)> {
    BY_SIZE.into_iter().map(|(bits, p, q)| {
        let number = |text| BoxedUint::from_be_slice_vartime(&hex(text));
        let key = PrivateKey::from_p_q(number(p), number(q), BoxedUint::from(65_537u64)).unwrap();
        assert_eq!(key.n().bit_width_vartime() as usize, bits);
        let parts = RsaNumbers {
            n: key.n_bytes().into(),
            e: key.e_bytes().into(),
            d: secret(key.d().to_be_bytes_trimmed_vartime().into()),
            p: secret(hex(p)),
            q: secret(hex(q)),
            ..RsaNumbers::default()
        };
        (bits, key, parts)
    })
}

pub(super) fn secret(bytes: Vec<u8>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(bytes)
}
