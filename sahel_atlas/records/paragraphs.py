"""The 47 paragraphs of the letter: their locators and their hashes.

The tables repeat a hash in every row that rests on a paragraph, and twenty paragraphs carry one row only. A slip in
such a row could not be told from the truth by comparing rows, so each hash stands here once more.
"""

HASHES: dict[tuple[str, str], str] = {
    ("INT", "1"): "43c805e521eab5338f24c4b38df2ed3362567a6b369d994d22cf81b554e907be",
    ("INT", "2"): "9d3bc4042080edaeadc40b4c25b5f1a82788945b0b360dbe3f47bd39af426fc2",
    ("INT", "3"): "07b912e9d4e1e160766a15bfe040c3ff3adfa2a2e54ce678b600fc3af3c8742c",
    ("INT", "4"): "d65c22c14de78fd2b50f91b0efc8ea3ee59f75ea94359089608fc480c0821372",
    ("INT", "5"): "72ea7c88baa71fde5b42e067681e3e0250d09079ce85481bb12232e931d6aa38",
    ("INT", "6"): "0b9e3c30c2659853a8bd7923926fcc6cac5533bef8dad578e433cc34d4394bb3",
    ("ANA", "1"): "73089b74a056c291801b6654bcf9987f46125e2d8d9e7b581cd266c84f2f0234",
    ("ANA", "2"): "3c9dc4f8f9f61b75dd6b370c8e3e244062270adf4ce13aeca138b22c2bf66004",
    ("ANA", "3"): "b3b517e1989af5ef926cf1db65c6998d2b1425c197be70d4026df5b6f77c1c19",
    ("ANA", "4"): "7985d89d923e276dc8b6e8fd0046544e90a87d88711ad5aec704d98126d9a4f0",
    ("ANA", "5"): "578ab880de8fafcde30f8c7fd1beef998ecf2a3fdc7ba5471ab41872681157bb",
    ("BEL", "1"): "8a44a499bba54c6351530ff7dc593dfe27d5e830cc45731a7a4af6f96874ace7",
    ("BEL", "2"): "3f5a250174f260c242152c02c33018ccc6560d981d9b22bbc915509beedf1049",
    ("BEL", "3"): "e9da2cafe1d7429fcf8a70613b8af074f0f4c01d110e25bc992cf9a93aacbf60",
    ("BEL", "4"): "64b61ccfd8404290f5272673eda1a2ec22d92be5aa16bcabf6aaff8e75eb46df",
    ("BEL", "5"): "8f1f8bf941fd187577f13f9e5c6674b3079e3d676115e8bdf6e8f99c35b8e4a8",
    ("DOE", "1"): "be685bd169c79505cb7e246f54f655ac9c385090d40b9467120a1cf79c15a715",
    ("DOE", "1a"): "a9e89326a71819a498eda6f06c9c96df4baf11c45eca77ce2c1812ca416ca27c",
    ("DOE", "1b"): "f694949724654d694f22c7f4fa7d65eef32a0aa59ce3e8cd0f4a45093d9918da",
    ("DOE", "1c"): "4200ea3b4e030ea3bbb0d67d5af676971cf5b1dc03bd8db8bd3bbc23cafdd895",
    ("DOE", "1d"): "b1c931c41d23f30ee8a2181fb1b276794ddaa49c87b93f9358c54b8e25c5bb91",
    ("UIT", "1"): "a6e85b907891bf391dbf9e43f97b22aafd98290f5320cb0a6d4bb5414bf47132",
    ("UIT", "2"): "04d237c0aa52c1314acf32e8adf69781150edbaecd651b51259617fc1df54785",
    ("UIT", "3"): "b3c8ef280252211dbb9697c1c08739e3d75cf84ce7100ee6a496e2a786c8a278",
    ("UIT", "4"): "ac8d7f66907216b4bdf51168d4084247c689c20fca6c339be0094adde78bc1df",
    ("UIT", "5"): "ff295553382724bd08def0a9576940f49728a390346e083a5183cc5446b27ef1",
    ("UIT", "6"): "d2cca8616a3d1b6aff38b3fddad6143718069f6eeda15f980f2f01b47e3937cb",
    ("DIL", "1"): "904a308a6f87cfef763eb22a910b9aabf5c9c1dba2f6a737203849a8a05ba548",
    ("DIL", "2"): "ebe0ff9d126a0047658d67478348d9ac0c3307575346034c948e7049446762b6",
    ("DIL", "3"): "745a32d0d5fa5c543c9a83dda28e8f362c8c08bbecace351feb871a44a2fe367",
    ("DIL", "4"): "e3608e9dd143de790c37890f8219559b8ef69538146f5c0e8829548ebbb260b5",
    ("DIL", "5"): "a21693aa87e012c5af44c0dc0a5eff051f3889f47b21fc7330fa793992901152",
    ("DIL", "6"): "a154c84303fc249a710314ce20c0162001439e6359e3ab730accd66fa11d8bd3",
    ("DIP", "1"): "2610299529ea74bc1c03ed53f6720ac9f84667997f11d4dab130a3074e29a6e9",
    ("DIP", "2"): "405e2fbb32cdd2edb064bce7fe5f38c3e7564fd83c09b32818686fa9574b0790",
    ("VEI", "1"): "dc5c0ba39f7b5b71dae10a64f5897d44395e993ec06331981175129fec5d9d47",
    ("VEI", "2"): "438d6d91f4f7f6d620fa1b32ba44b2f7ba2b41b5554b69c0a15f7d9c7968d55c",
    ("MIG", "1"): "1097ae104361c06dd971c025e150a462c8b96e1a5bc22c2942f609910d371679",
    ("OS", "1"): "a0d11eb2282aac47eb5d7d4ca6812b520158616e0188e9ae025b7f2f5a0cd1d0",
    ("OS", "2"): "2b869a41a4398373057106079a23e1fd8ccfa7aa41a675f457ec4b3a88cf5454",
    ("KUS", "1"): "b68d36b1f2e5448187560b3f367b2ade18d2d1e2e17d3e11f660b415a3c56ad0",
    ("KUS", "2"): "146cfec37cdca27e4c1acc884c52d3eb3f5477a655ea028f7f805cd883d98961",
    ("KUS", "3"): "f5cb09abe74137437e80d58aa53958eb9e9417d8e72edfb0fdf0d95101e0277a",
    ("KUS", "4"): "7f1b3ee2f66149a39436d3a0036d22bcab6cc7f9ec84a10d53a10a4894932f91",
    ("KUS", "5"): "dc89362b605ee7ee855b6dd81f24beb6083b7a5c8cac8b42b09231daf3cc9ab6",
    ("KUS", "6"): "aaedbfcb3f63e596725dd7e6cd686301788b405469e270946c0da9a04a9f352b",
    ("KUS", "7"): "32fe52459937b4079505e5f140832e7b19909dc3a0099c0f17fa9a36acfc7f9c",
}
"""(section, paragraph) -> SHA-256 (hex) of the letters of the paragraph, see `citations.normalise`."""

LOCATORS: frozenset[tuple[str, str]] = frozenset(HASHES)
"""The paragraphs that carry a hash, as (section, paragraph)."""
