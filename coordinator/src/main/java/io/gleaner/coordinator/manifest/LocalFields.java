package io.gleaner.coordinator.manifest;

import java.util.Map;
import java.util.Set;

/**
 * What each field of a pod template means on one machine. A test holds these tables against the
 * schema: every field is in exactly one of the three.
 *
 * @param kept fields that mean the same here, or are noted
 * @param ignored fields that mean nothing here and change no outcome
 * @param refused fields that would change the outcome, and why they cannot be had
 */
record LocalFields(Set<String> kept, Set<String> ignored, Map<String, String> refused) {
  /** Of an object's metadata. */
  static final LocalFields METADATA =
      new LocalFields(
          Set.of("name", "generateName", "labels", "annotations"),
          Set.of(
              "creationTimestamp",
              "deletionGracePeriodSeconds",
              "deletionTimestamp",
              "finalizers",
              "generation",
              "managedFields",
              "namespace",
              "ownerReferences",
              "resourceVersion",
              "selfLink",
              "uid"),
          Map.of());

  /** Of a pod. */
  static final LocalFields POD =
      new LocalFields(
          Set.of("containers", "restartPolicy", "terminationGracePeriodSeconds"),
          Set.of(
              "affinity",
              "automountServiceAccountToken",
              "dnsConfig",
              "dnsPolicy",
              "enableServiceLinks",
              "hostIPC",
              "hostNetwork",
              "hostPID",
              "hostUsers",
              "hostname",
              "hostnameOverride",
              "imagePullSecrets",
              "nodeName",
              "nodeSelector",
              "os",
              "overhead",
              "preemptionPolicy",
              "priority",
              "priorityClassName",
              "readinessGates",
              "resourceClaims",
              "resources",
              "runtimeClassName",
              "schedulerName",
              "schedulingGroup",
              "securityContext",
              "serviceAccount",
              "serviceAccountName",
              "setHostnameAsFQDN",
              "shareProcessNamespace",
              "subdomain",
              "tolerations",
              "topologySpreadConstraints",
              "volumes"),
          Map.of(
              "activeDeadlineSeconds",
              "a deadline for each pod is not supported here; the Job's own,"
                  + " activeDeadlineSeconds beside template, is.",
              "ephemeralContainers",
              "a template cannot have these.",
              "hostAliases",
              "names of hosts are those of this machine; add them to its hosts file.",
              "initContainers",
              "containers that run before the others are not supported here; let the command do"
                  + " what they do.",
              "schedulingGates",
              "nobody here would take the gates away, and the Job would wait for ever."));

  /** Of a container. */
  static final LocalFields CONTAINER =
      new LocalFields(
          Set.of("name", "image", "imagePullPolicy", "command", "args", "env", "workingDir"),
          Set.of(
              "ports",
              "readinessProbe",
              "resizePolicy",
              "resources",
              "securityContext",
              "stdin",
              "stdinOnce",
              "terminationMessagePath",
              "terminationMessagePolicy",
              "tty"),
          Map.of(
              "envFrom",
              "there are no ConfigMaps and Secrets here; list the variables in env.",
              "lifecycle",
              "hooks are not supported here; let the command do what they do.",
              "livenessProbe",
              "nothing would probe the command here; use activeDeadlineSeconds of the Job.",
              "restartPolicy",
              "a container's own restartPolicy is not supported here; the pod's is.",
              "restartPolicyRules",
              "a container's own rules are not supported here; podFailurePolicy is.",
              "startupProbe",
              "nothing would probe the command here, nor end it if it does not start.",
              "volumeDevices",
              "there are no block devices to attach here.",
              "volumeMounts",
              "the command would miss it: mounted is here only what is the same path on this"
                  + " machine (a hostPath) and an emptyDir at /tmp, /var/tmp or /dev/shm."));
}
